import * as tf from '@tensorflow/tfjs';
import type { NanodetMap } from './decode-maps';

const SCOPE = 'PartitionedCall';
// The graph's placeholder is fixed to one image of 416²; behind its padding, any size and any number may be fed.
const INPUT = `${SCOPE}/transpose_1`;
/** Nodes with the sizes to which the feature pyramid resizes its maps, and those maps' strides. */
const RESIZED = { Cast_1: 16, Cast_3: 8, Cast_5: 16, Cast_7: 32 };
/** By stride 8, 16, 32: the scores before they are flattened, and the logits of the distances. */
const OUTPUTS = [
  ['onnx_tf_prefix_Sigmoid_154', 'onnx_tf_prefix_Split_153:1'],
  ['onnx_tf_prefix_Sigmoid_165', 'onnx_tf_prefix_Split_164:1'],
  ['onnx_tf_prefix_Sigmoid_176', 'onnx_tf_prefix_Split_175:1'],
].flatMap((pair) => pair.map((name) => `${SCOPE}/${name}`));
const LEVELS = 3;
// ImageNet statistics in BGR order.
const MEAN = [103.53, 116.28, 123.675];
const DEVIATION = [57.375, 57.12, 58.395];

/** Of which the sides of NanoDet's input must be multiples. */
export const NANODET_MULTIPLE = 32;

/**
 * Runs NanoDet's convolutions on an image of any size.
 *
 * @param pixels `[height,width,3]` RGB in 0..255, both sides multiples of {@link NANODET_MULTIPLE}
 * @returns one map per stride, the finest first
 */
export async function nanodetMaps(
  graph: tf.GraphModel,
  pixels: Float32Array,
  width: number,
  height: number,
): Promise<NanodetMap[]> {
  const outputs = tf.tidy(
    () => graph.execute(feeds(pixels, width, height), OUTPUTS) as tf.Tensor4D[],
  );
  try {
    const data = await Promise.all(outputs.map((output) => output.data<'float32'>()));
    return Array.from({ length: LEVELS }, (_, level) => ({
      scores: data[2 * level],
      distances: data[2 * level + 1],
      across: outputs[2 * level].shape[3],
      stride: width / outputs[2 * level].shape[3],
    }));
  } finally {
    tf.dispose(outputs);
  }
}

function feeds(pixels: Float32Array, width: number, height: number): tf.NamedTensorMap {
  const bgr = tf.reverse(tf.tensor4d(pixels, [1, height, width, 3]), 3);
  const input = tf.pad(tf.div(tf.sub(bgr, MEAN), DEVIATION), [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const sizes = Object.entries(RESIZED).map(([node, stride]) => [
    `${SCOPE}/${node}`,
    tf.tensor1d([height / stride, width / stride], 'int32'),
  ]);
  return { [INPUT]: input, ...Object.fromEntries(sizes) };
}
