/** What pycocotools' `summarize` prints. */
export interface CocoStats {
  readonly names: readonly string[];
  /** In 0..1; -1 where there was nothing to find. */
  readonly stats: readonly number[];
}

/** Means over the categories that have something to find, of numbers which are -1 for those that have not. */
export function meanStats(perCategory: readonly (readonly number[])[], count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    const defined = perCategory.map((stats) => stats[at]).filter((value) => value > -1);
    if (defined.length === 0) return -1;
    return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  });
}
