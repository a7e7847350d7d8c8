/** One number of pycocotools' `summarize`. */
export interface CocoStats {
  readonly names: readonly string[];
  /** In 0..1; -1 without positives. */
  readonly stats: readonly number[];
}

/** Means over the categories with positives; the numbers of the others are -1. */
export function meanStats(perCategory: readonly (readonly number[])[], count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    const defined = perCategory.map((stats) => stats[at]).filter((value) => value > -1);
    if (defined.length === 0) return -1;
    return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  });
}
