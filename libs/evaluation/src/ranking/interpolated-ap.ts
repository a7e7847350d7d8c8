/**
 * Mean over given recalls of the best precision at that recall or a higher one (PASCAL VOC 2007, COCO), in
 * 0..1. A recall that is never reached counts as 0.
 *
 * @param hits for each detection by descending score: 0 for a false positive
 * @param positives number of positives, at least 1
 * @param recalls ascending
 */
export function interpolatedAp(
  hits: ArrayLike<number>,
  positives: number,
  recalls: Float64Array,
): number {
  let found = 0;
  for (let i = 0; i < hits.length; i++) if (hits[i]) found++;
  let level = recalls.length - 1;
  let best = 0;
  let sum = 0;
  for (let rank = hits.length; rank > 0; rank--) {
    // Levels above this recall are not reached by earlier ranks, so that this precision holds for them.
    for (const recall = found / positives; recalls[level] > recall; level--) sum += best;
    best = Math.max(best, found / rank);
    if (hits[rank - 1]) found--;
  }
  return (sum + (level + 1) * best) / recalls.length;
}
