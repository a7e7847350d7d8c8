import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';
import { mapTensors } from '../memory/map-tensors';
import { freeAsUsed } from './free-as-used';
import { withGradient } from './with-gradient';

/**
 * Runs a part of a model without keeping its intermediate tensors for gradients; when the gradient is wanted, the part is run again
 * (Chen et al. 2016, "gradient checkpointing"). Memory is that of input and output, time that of one more forward pass.
 *
 * @param input a structure of tensors; gradients flow to those of float32
 * @param parameters what else gradients flow to: all trainable variables that `run` reads
 * @param run is called twice and must do the same: randomness from its arguments only
 * @returns a structure of float32 tensors
 */
export function recomputed<In, Out>(
  input: In,
  parameters: readonly Variable[],
  run: (input: In) => Out,
): Out {
  const sources = tensorsOf(input).filter(({ dtype }) => dtype === 'float32');
  let form: Out | null = null;
  const packed = withGradient<Tensor1D>(
    [...sources, ...parameters],
    (save) => {
      save(...sources);
      const output = run(input);
      form = mapTensors(output, shapeOf);
      return pack(output);
    },
    (dy, saved) => {
      const stand = new Map(sources.map((source, i) => [source.id, saved[i]]));
      const again = mapTensors(input, (tensor) => stand.get(tensor.id) ?? tensor);
      const to = [...saved, ...parameters];
      const grads = gradientsWithin(() => tf.sum(tf.mul(pack(run(again)), dy)), to);
      return to.map((tensor, i) => grads[i] ?? tf.zerosLike(tensor));
    },
  );
  return unpack(packed, form as Out);
}

/** Gradients while others are computed: tfjs forgets its tape at the end of the inner ones. Absent where nothing depends on a tensor. */
function gradientsWithin(run: () => Tensor, to: Tensor[]): (Tensor | null)[] {
  const { state } = tf.engine();
  const tape = state.activeTape;
  try {
    const watched = () => {
      const y = run();
      freeAsUsed(to);
      return y;
    };
    return tf.engine().gradients(watched, to, undefined, true).grads;
  } finally {
    state.activeTape = tape;
  }
}

/** All tensors of a structure in order; those of one identity once. */
function tensorsOf(structure: unknown): Tensor[] {
  const found = new Map<number, Tensor>();
  mapTensors(structure, (tensor) => {
    found.set(tensor.id, tensor);
    return tensor;
  });
  return [...found.values()];
}

/** A tensor of the same shape without data. */
function shapeOf(tensor: Tensor): Tensor {
  const empty = tensor.clone();
  empty.dispose();
  return empty;
}

/** The numbers of all tensors, one after the other. */
function pack(structure: unknown): Tensor1D {
  const parts: Tensor1D[] = [];
  mapTensors(structure, (tensor) => {
    parts.push(tf.reshape(tensor, [tensor.size]));
    return tensor;
  });
  return tf.concat(parts);
}

/** The structure of `form` with the numbers of {@link pack}. */
function unpack<T>(packed: Tensor1D, form: T): T {
  const sizes: number[] = [];
  mapTensors(form, (tensor) => {
    sizes.push(tensor.size);
    return tensor;
  });
  // tfjs' gradient of a split into one part fails.
  const parts = sizes.length === 1 ? [packed] : tf.split(packed, sizes);
  let next = 0;
  return mapTensors(form, ({ shape }) => tf.reshape(parts[next++], shape));
}
