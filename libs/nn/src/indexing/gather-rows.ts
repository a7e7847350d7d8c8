import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';
import { withGradient } from '../autodiff/with-gradient';

/** Rows of x by index: x [n,w], rows [m] int32 → [m,w]. */
export function gatherRows(x: Tensor2D, rows: Tensor1D): Tensor2D {
  const [count, width] = x.shape;
  if (rows.size === 0) return emptyResult([x], [0, width]);
  return withGradient<Tensor2D>(
    [x],
    (save) => {
      save(rows);
      return tf.gather(x, rows);
    },
    (dy, [saved]) => [tf.unsortedSegmentSum(dy, saved as Tensor1D, count)],
  );
}

/** Sum of the rows of x that have the same segment: x [m,w], segments [m] int32 in 0..count-1 → [count,w]. */
export function segmentSum(x: Tensor2D, segments: Tensor1D, count: number): Tensor2D {
  if (count === 0 || segments.size === 0) return emptyResult([x], [count, x.shape[1]]);
  return withGradient<Tensor2D>(
    [x],
    (save) => {
      save(segments);
      return tf.unsortedSegmentSum(x, segments, count);
    },
    (dy, [saved]) => [tf.gather(dy, saved)],
  );
}
