/** The scores of a metric: as JSON with APs in 0..1, and as text. */
export interface ScoreReport {
  readonly json: object;
  readonly text: string;
}

/** 0..100 → 0..1. */
export function fraction(percent: number | null): number | null {
  return percent === null ? null : percent / 100;
}
