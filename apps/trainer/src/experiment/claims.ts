import type { ExperimentPlan } from './experiment-plan';
import { type Cell, differenceRows } from './experiment-table';
import type { Estimate } from './statistics';

/** `appears`: the 95 % interval is above 0; `opposite`: below; `undecided`: it contains 0, or there is one seed; `untested`: no cells. */
export type Verdict = 'appears' | 'opposite' | 'undecided' | 'untested';

/** A difference that the paper states, in one column, beside what the cells show. */
export interface Claim {
  readonly question: string;
  /** Title of the column. */
  readonly column: string;
  /** The paper's difference. */
  readonly paper: number;
  readonly place: string;
  readonly found: Estimate | null;
  readonly verdict: Verdict;
}

/** Every difference for which the paper gives a number. */
export function claimsOf(plan: ExperimentPlan, cells: readonly Cell[]): Claim[] {
  return differenceRows(plan, cells).flatMap(({ name, scores, paper = [], place = '' }) =>
    plan.columns.flatMap(({ title }, i): Claim[] => {
      const stated = paper[i] ?? null;
      if (stated === null) return [];
      const found = scores[i];
      const verdict = verdictOf(found);
      return [{ question: name, column: title, paper: stated, place, found, verdict }];
    }),
  );
}

function verdictOf(found: Estimate | null): Verdict {
  if (!found) return 'untested';
  // Of one seed the margin is NaN.
  if (found.mean - found.margin > 0) return 'appears';
  return found.mean + found.margin < 0 ? 'opposite' : 'undecided';
}

const WORDS: Readonly<Record<Verdict, string>> = {
  appears: 'above 0 (appears)',
  opposite: 'below 0 (the other way round)',
  undecided: 'around 0, or of one seed (undecided)',
  untested: 'not tested',
};

/** `The paper's 11 differences by their 95 % intervals here: 4 above 0 (appears), …`, and how far to believe it; none without claims. */
export function claimWords(claims: readonly Claim[]): string[] {
  if (claims.length === 0) return [];
  const counted = (Object.keys(WORDS) as Verdict[]).flatMap((verdict) => {
    const count = claims.filter((claim) => claim.verdict === verdict).length;
    return count > 0 ? [`${count} ${WORDS[verdict]}`] : [];
  });
  // If all differences were 0 and independent.
  const chance = Math.round(100 * (1 - 0.975 ** claims.length));
  return [
    `The paper's ${claims.length} differences by their 95 % intervals here: ${counted.join(', ')}.`,
    `Intervals are not corrected for their number: were all ${claims.length} differences 0 and independent, in ${chance} % of experiments one or more would seem to appear.`,
  ];
}
