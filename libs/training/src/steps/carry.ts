import { withGradient } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { Parameters } from '../optimizers/optimizer';

/**
 * The same loss with gradients that begin at earlier ones.
 *
 * The backward pass meets this last term of the loss first. From then on tfjs adds each gradient to what it has for that parameter and
 * frees both, so that a second set of gradients never exists: 1.5 GB less at the published size.
 *
 * @param gradients by parameter name; tfjs disposes of each when the sum replaces it
 */
export function carry(
  loss: Scalar,
  parameters: Parameters,
  gradients: ReadonlyMap<string, Tensor>,
): Scalar {
  if (gradients.size === 0) return loss;
  const variables = [...gradients.keys()].map((name) => parameters.get(name)!);
  const nothing = withGradient<Scalar>(
    variables,
    () => tf.scalar(0),
    () => [...gradients.values()],
  );
  return tf.add(loss, nothing);
}

/**
 * The gradients that can be carried: of parameters that one op alone reads. The parts of others are added up before the sum is, as ranks
 * do that add up whole gradients: bit by bit the same.
 */
export function carried(
  gradients: ReadonlyMap<string, Tensor>,
  parameters: Parameters,
): Map<string, Tensor> {
  if (gradients.size === 0) return new Map();
  const reads = new Map<number, number>();
  for (const { inputs } of tf.engine().state.activeTape ?? []) {
    for (const { id } of Object.values(inputs)) reads.set(id, (reads.get(id) ?? 0) + 1);
  }
  return new Map([...gradients].filter(([name]) => reads.get(parameters.get(name)!.id) === 1));
}
