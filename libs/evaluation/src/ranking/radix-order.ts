import type { TieOrder } from './descending-order';

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
// Index of the word with the sign and the exponent of a double.
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * `descendingOrder` of many scores: a radix sort of the doubles' bits, which is linear and
 * stable. A digit that all scores share costs only one pass, so that scores of single
 * precision are sorted faster.
 */
export function radixOrder(scores: ArrayLike<number>, ties: TieOrder): Uint32Array {
  const count = scores.length;
  const words = rankingBits(scores, ties);
  let order = Uint32Array.from({ length: count }, (_, index) => index);
  let next = new Uint32Array(count);
  const starts = new Uint32Array(BUCKETS);
  for (const word of words) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      starts.fill(0);
      for (let i = 0; i < count; i++) starts[(word[i] >>> shift) & (BUCKETS - 1)]++;
      if (starts.includes(count)) continue;
      let start = 0;
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const size = starts[bucket];
        starts[bucket] = start;
        start += size;
      }
      for (let i = 0; i < count; i++)
        next[starts[(word[order[i]] >>> shift) & (BUCKETS - 1)]++] = order[i];
      [order, next] = [next, order];
    }
  }
  return ties === 'later-first' ? order.reverse() : order;
}

/**
 * Unsigned words, the low ones before the high ones, that ascend as the scores descend; for
 * `later-first` as they ascend, since that order is read backwards.
 */
function rankingBits(scores: ArrayLike<number>, ties: TieOrder): [Uint32Array, Uint32Array] {
  const low = new Uint32Array(scores.length);
  const high = new Uint32Array(scores.length);
  const value = new Float64Array(1);
  const bits = new Uint32Array(value.buffer);
  const turn = ties === 'earlier-first' ? -1 : 0;
  for (let i = 0; i < scores.length; i++) {
    // Adding 0 converts -0 to 0.
    value[0] = scores[i] + 0;
    const sign = bits[HIGH] >> 31;
    const nan = Number.isNaN(value[0]);
    low[i] = (nan ? 0 : bits[1 - HIGH] ^ sign) ^ turn;
    high[i] = (nan ? 0 : bits[HIGH] ^ (sign | 0x80000000)) ^ turn;
  }
  return [low, high];
}
