/**
 * Area under the precision envelope over every recall level (PASCAL VOC 2010, `voc_ap`), in 0..1.
 *
 * @param hits for each detection by descending score: 0 for a false positive
 * @param positives number of positives, at least 1
 * @param mask the bits of `hits` that are tested
 */
export function allPointAp(hits: ArrayLike<number>, positives: number, mask = -1): number {
  let found = 0;
  for (let i = 0; i < hits.length; i++) if (hits[i] & mask) found++;
  let envelope = 0;
  let area = 0;
  for (let rank = hits.length; rank > 0; rank--) {
    envelope = Math.max(envelope, found / rank);
    if (!(hits[rank - 1] & mask)) continue;
    area += envelope;
    found--;
  }
  return area / positives;
}
