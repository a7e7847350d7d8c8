import { findCheckpoint, loadParameters } from '@turbo-hoi/checkpoints/node';

/** The weights of a run's newest checkpoint, by name. */
export async function weightsOf(run: string): Promise<Map<string, Float32Array>> {
  const { parameters } = await loadParameters((await findCheckpoint(run)).path);
  return new Map([...parameters].map(([name, { data }]) => [name, data as Float32Array]));
}

/**
 * Biases that the loss does not depend on, since a softmax over cells follows: their gradients are rounding errors, which Adam makes as
 * large as any other.
 */
const WITHOUT_EFFECT = /\.kps_score\.bias$/;

/** Largest difference of any parameter that has an effect, relative to the largest number in it. */
export function relativeDifference(
  expected: ReadonlyMap<string, Float32Array>,
  actual: ReadonlyMap<string, Float32Array>,
): number {
  const compared = [...expected].filter(([name]) => !WITHOUT_EFFECT.test(name));
  const differences = compared.map(([name, values]) => {
    const others = actual.get(name)!;
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
    return (
      values.reduce((most, value, i) => Math.max(most, Math.abs(value - others[i])), 0) / largest
    );
  });
  return Math.max(...differences);
}
