import type { PhotoPrediction, PhotoTriplet } from '../photo/photo-prediction';
import { actionPhrase } from './action-phrase';
import { detectionNames } from './detection-names';

/** Default minimum display score of triplets that are shown: s_a of about 0.5 at usual scores of people and objects. */
export const SHOWN_SCORE = 0.2;

export interface SentenceOptions {
  /** Maximum number of actions of a person. Default 3. */
  readonly maxActions?: number;
  /** Maximum number of objects of an action and role. Default 3. */
  readonly maxObjects?: number;
  /** Minimum display score (`PhotoTriplet.rank`) of a triplet. Default {@link SHOWN_SCORE}. */
  readonly minScore?: number;
  /** Default: those of the last stage that recognises actions. */
  readonly triplets?: readonly PhotoTriplet[];
}

export interface PersonSentence {
  /** Index of the person's detection. */
  readonly person: number;
  /** `person 1 rides horse 1 (.93) and looks at person 2 (.41)`. */
  readonly text: string;
}

/** The subset of a prediction that sentences are made of. */
export type SentencePrediction = Parameters<typeof detectionNames>[0] &
  Pick<PhotoPrediction, 'triplets'>;

/** One English sentence per person: the best actions with their objects and display scores. */
export function peopleSentences(
  prediction: SentencePrediction,
  { maxActions = 3, maxObjects = 3, minScore = SHOWN_SCORE, triplets }: SentenceOptions = {},
): PersonSentence[] {
  const names = detectionNames(prediction);
  const shown = (triplets ?? prediction.triplets)
    .filter(({ rank }) => rank >= minScore)
    .sort((a, b) => b.rank - a.rank);
  return Array.from(prediction.raw.people, (person) => {
    const byAction = new Map<string, PhotoTriplet[]>();
    for (const triplet of shown.filter((one) => one.person === person))
      byAction.set(triplet.action, [...(byAction.get(triplet.action) ?? []), triplet]);
    const clauses = [...byAction.values()]
      .slice(0, maxActions)
      .map((done) => `${clause(done, names, maxObjects)} (${shortNumber(done[0].rank)})`);
    const text =
      clauses.length > 0 ? `${names[person]} ${listed(clauses)}` : `${names[person]}${NO_ACTION}`;
    return { person, text };
  });
}

/** End of the sentence of a person without a shown action. */
export const NO_ACTION = ': no action recognised';

// Only the best score of an action is shown, so further objects of a role need at least this share of it.
const FURTHER_OBJECT = 0.5;

/** An action with its objects, without its person: `cuts cake 1 with knife 1`. @param triplets of one action, best first */
export function clause(
  triplets: readonly PhotoTriplet[],
  names: readonly string[],
  maxObjects = 3,
): string {
  const { verb, preposition, alone } = actionPhrase(triplets[0].action);
  const byRole = new Map<string, { readonly best: number; readonly objects: string[] }>();
  const named = new Set<number>();
  for (const { role, object, rank } of triplets) {
    // An object has one role: the better one.
    if (role === null || object === null || named.has(object)) continue;
    const { best, objects } = byRole.get(role) ?? { best: rank, objects: [] };
    if (objects.length === maxObjects || rank < FURTHER_OBJECT * best) continue;
    byRole.set(role, { best, objects: [...objects, names[object]] });
    named.add(object);
  }
  const parts = [...byRole].map(([role, { objects }]) => ({ before: preposition(role), objects }));
  const direct = parts.filter(({ before }) => before === '');
  const others = parts.filter(({ before }) => before !== '');
  const isTransitive = alone === 'something';
  return [
    verb,
    ...direct.map(({ objects }) => listed(objects)),
    // A tool alone needs a direct object: `cuts something with knife 1`.
    ...(direct.length === 0 && (parts.length === 0 || isTransitive) ? [alone] : []),
    ...others.map(({ before, objects }) => `${before} ${listed(objects)}`),
  ]
    .filter(Boolean)
    .join(' ');
}

/** `a, b and c`. */
function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Two decimals without a leading zero: `.93`. */
export function shortNumber(score: number): string {
  return score.toFixed(2).replace(/^0/, '');
}
