import * as tf from '@tensorflow/tfjs';
import { letterboxView } from '../images/view';
import { decodeCenternet } from './decode-centernet';
import type { DetectionModel } from './detection-model';

const SIDE = 512;

/** CenterNet (Zhou et al. 2019) on MobileNetV3, whose graph includes the decoding. */
export const centernet: DetectionModel = {
  file: 'centernet',
  view: (image) => letterboxView(image, SIDE),
  detect: async (graph, pixels, minScore) => {
    const rows = tf.tidy(() => {
      const input = tf.tensor4d(pixels, [1, SIDE, SIDE, 3]);
      return graph.execute(input, 'tower_0/detections') as tf.Tensor;
    });
    try {
      return decodeCenternet((await rows.data()) as Float32Array, minScore);
    } finally {
      rows.dispose();
    }
  },
};
