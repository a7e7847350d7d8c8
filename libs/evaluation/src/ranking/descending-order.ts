import { radixOrder } from './radix-order';

/** Which of two equal scores ranks higher. */
export type TieOrder = 'earlier-first' | 'later-first';

// Length from which a radix sort is faster than a comparison sort.
const RADIX_FROM = 160;

/**
 * The indices of scores from best to worst; NaN ranks last.
 *
 * `earlier-first` is a stable sort of the negated scores (pycocotools, HICO-DET), `later-first` a stable
 * ascending sort read backwards (NumPy's `argsort(kind="stable")[::-1]`).
 */
export function descendingOrder(scores: ArrayLike<number>, ties: TieOrder): Uint32Array {
  const sort = scores.length < RADIX_FROM ? insertionOrder : radixOrder;
  return sort(scores, ties);
}

function insertionOrder(scores: ArrayLike<number>, ties: TieOrder): Uint32Array {
  const order = new Uint32Array(scores.length);
  const laterFirst = ties === 'later-first';
  for (let i = 0; i < order.length; i++) {
    const score = scores[i];
    let at = i;
    for (; at > 0; at--) {
      const other = scores[order[at - 1]];
      if (laterFirst ? better(other, score) : !better(score, other)) break;
      order[at] = order[at - 1];
    }
    order[at] = i;
  }
  return order;
}

function better(a: number, b: number): boolean {
  return a > b || (Number.isNaN(b) && !Number.isNaN(a));
}
