import * as tf from '@tensorflow/tfjs';
import { stretchedView } from '../images/view';
import { decodeNanodet, type NanodetLevel } from './decode-nanodet';
import type { DetectionModel } from './detection-model';

const SIDE = 416;
const CLASSES = 80;
// ImageNet statistics in BGR order.
const MEAN = [103.53, 116.28, 123.675];
const DEVIATION = [57.375, 57.12, 58.395];

/** NanoDet (Lyu 2020): on the stretched image, since a letterbox halves its scores. */
export const nanodet: DetectionModel = {
  file: 'nanodet',
  view: (image) => stretchedView(image, SIDE, SIDE),
  detect: async (graph, pixels, minScore) => {
    const outputs = tf.tidy(() => graph.execute(networkInput(pixels)) as tf.Tensor3D[]);
    try {
      return decodeNanodet(await readLevels(outputs), SIDE, minScore);
    } finally {
      tf.dispose(outputs);
    }
  },
};

function networkInput(pixels: Float32Array): tf.Tensor {
  const bgr = tf.reverse(tf.tensor4d(pixels, [1, SIDE, SIDE, 3]), 3);
  return tf.transpose(tf.div(tf.sub(bgr, MEAN), DEVIATION), [0, 3, 1, 2]);
}

/** Pairs scores and distances by their number of cells: the order of the graph's outputs is undefined. */
function readLevels(outputs: readonly tf.Tensor3D[]): Promise<NanodetLevel[]> {
  const of = (scores: boolean) =>
    outputs
      .filter(({ shape }) => (shape[2] === CLASSES) === scores)
      .sort((a, b) => b.shape[1] - a.shape[1]);
  const distances = of(false);
  return Promise.all(
    of(true).map(async (scores, level) => ({
      scores: (await scores.data()) as Float32Array,
      distances: (await distances[level].data()) as Float32Array,
      cells: scores.shape[1],
    })),
  );
}
