/** What a metric says: as JSON, with APs in 0..1, and as text for a reader. */
export interface ScoreReport {
  readonly json: object;
  readonly text: string;
}

/** 0..100 → 0..1. */
export function fraction(percent: number | null): number | null {
  return percent === null ? null : percent / 100;
}
