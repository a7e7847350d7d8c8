import { toModelBatch, trainStep } from '@turbo-hoi/training';
import * as tf from '@tensorflow/tfjs';
import { batchSource, type ComposedExperiment } from '@turbo-hoi/experiment/node';

/** The names of the kernels that a training step of an experiment runs, gradients and update included. */
export async function traceKernels(composed: ComposedExperiment): Promise<string[]> {
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  const [first] = await batchSource(composed, model)(1);
  const batch = toModelBatch(first);
  const context = { training: true, rng: composed.rng };
  try {
    const profile = await tf.profile(async () => {
      await trainStep({
        loss: () => model.loss(batch, context),
        parameters: model.parameters.trainable(),
        optimizer,
        number: 1,
        learningRate: 1e-6,
        clipNorm: 1,
      });
    });
    // Custom gradient scopes are listed too, although they are not kernels.
    return [...new Set(profile.kernelNames)].filter((name) => !name.includes(' ')).sort();
  } finally {
    tf.dispose(batch as unknown as tf.TensorContainer);
    optimizer.dispose();
    model.dispose();
  }
}
