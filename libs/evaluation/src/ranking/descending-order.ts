/** Which of two equal scores ranks higher. */
export type TieOrder = 'earlier-first' | 'later-first';

/**
 * The indices of scores from best to worst; NaN ranks last.
 *
 * `earlier-first` is a stable sort of the negated scores (pycocotools), `later-first` a stable
 * ascending sort read backwards (NumPy's `argsort()[::-1]`, which is stable up to 16 entries).
 */
export function descendingOrder(scores: ArrayLike<number>, ties: TieOrder): Uint32Array {
  const order = Uint32Array.from(scores, (_, index) => index);
  const direction = ties === 'earlier-first' ? 1 : -1;
  const rank = (index: number) => (Number.isNaN(scores[index]) ? -Infinity : scores[index]);
  // Equal infinities differ by NaN, which falls through to the index like 0.
  return order.sort((a, b) => rank(b) - rank(a) || direction * (a - b));
}
