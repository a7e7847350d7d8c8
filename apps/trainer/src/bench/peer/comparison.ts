import { TurboHoiError } from '@turbo-hoi/core';
import type { BenchReport } from '../bench-report';

/** A value of several rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One side over all rounds: medians of the rounds' medians in milliseconds by phase, and the largest memory. */
export interface SideSummary {
  readonly peakMegabytes: number;
  readonly milliseconds: Readonly<Record<string, Spread>>;
}

/** A case on both sides. */
export interface Comparison {
  readonly size: string;
  readonly rounds: number;
  readonly steps: number;
  readonly parameters?: number;
  readonly trained?: number;
  readonly ap?: number;
  readonly ours: SideSummary;
  /** Null: there is no peer. */
  readonly peer: SideSummary | null;
  /** Our time divided by the peer's, of phases that both have; its spread is that of the rounds' ratios. */
  readonly ratio: Readonly<Record<string, Spread>>;
}

/** What both must agree on. An AP may differ in the order of additions. */
const EQUAL = ['parameters', 'trained', 'ap'] as const;
const MOST_DIFFERENCE = 1e-9;

/**
 * Compares the reports of all rounds, which are in the same order on both sides.
 *
 * @param peer empty: there is none
 * @throws TurboHoiError `shape` if both did not time the same thing
 */
export function compare(ours: readonly BenchReport[], peer: readonly BenchReport[]): Comparison {
  const [{ size, steps, parameters, trained, ap }] = ours;
  for (const report of peer) checkEqual(ours[0], report);
  const phases = Object.keys(ours[0].milliseconds);
  const shared = phases.filter((phase) => peer[0]?.milliseconds[phase]);
  const ratiosOf = (phase: string) =>
    ours.map((own, i) => own.milliseconds[phase].median / peer[i].milliseconds[phase].median);
  const [mine, other] = [summarize(ours), peer.length > 0 ? summarize(peer) : null];
  const ratio = shared.map((phase) => {
    const { min, max } = spreadOf(ratiosOf(phase));
    const median = mine.milliseconds[phase].median / other!.milliseconds[phase].median;
    return [phase, { median, min, max }] as const;
  });
  return {
    size,
    rounds: ours.length,
    steps,
    parameters,
    trained,
    ap,
    ours: mine,
    peer: other,
    ratio: Object.fromEntries(ratio),
  };
}

function checkEqual(ours: BenchReport, peer: BenchReport): void {
  for (const field of EQUAL) {
    const [own, other] = [ours[field], peer[field]];
    if (own === other) continue;
    if (field === 'ap' && Math.abs(own! - other!) < MOST_DIFFERENCE) continue;
    throw new TurboHoiError(
      'shape',
      `${ours.size}: ${field}: ${own} on our side, ${other} on the peer's; both must be the same for times to be compared.`,
    );
  }
}

function summarize(reports: readonly BenchReport[]): SideSummary {
  const phases = Object.keys(reports[0].milliseconds);
  return {
    peakMegabytes: Math.max(...reports.map((report) => report.peakMegabytes)),
    milliseconds: Object.fromEntries(
      phases.map((phase) => [
        phase,
        spreadOf(reports.map(({ milliseconds }) => milliseconds[phase].median)),
      ]),
    ),
  };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1)! };
}
