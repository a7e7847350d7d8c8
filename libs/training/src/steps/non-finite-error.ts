import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { TurboHoiError } from '@turbo-hoi/core';
import type { StepResult } from './train-step';

/** An error that names the non-finite parts of the loss or, if all are finite, the non-finite gradients. */
export async function nonFiniteError(
  step: number,
  { loss, gradientNorm, parts }: StepResult,
  gradients: ReadonlyMap<string, Tensor>,
): Promise<TurboHoiError> {
  const advice =
    'Nothing was updated. Try a lower learning rate or gradient clipping, or check the data of this step.';
  const guilty = Object.entries(parts)
    .filter(([, value]) => !Number.isFinite(value))
    .map(([name, value]) => `${name} = ${value}`);
  if (!Number.isFinite(loss)) {
    const cause = guilty.length > 0 ? guilty.join(', ') : 'each part of it is finite';
    return new TurboHoiError(
      'non-finite',
      `Step ${step}: the loss is ${loss} (${cause}). ${advice}`,
    );
  }
  const names = await nonFiniteNames(gradients);
  const cause = names.length > 0 ? names.join(', ') : 'its square overflows';
  return new TurboHoiError(
    'non-finite',
    `Step ${step}: the loss is ${loss}, but the norm of its gradient is ${gradientNorm} (${cause}). ${advice}`,
  );
}

async function nonFiniteNames(gradients: ReadonlyMap<string, Tensor>): Promise<string[]> {
  const names: string[] = [];
  for (const [name, gradient] of gradients) {
    const finite = tf.tidy(() => gradient.isFinite().all());
    if (!(await finite.data())[0]) names.push(name);
    finite.dispose();
  }
  return names;
}
