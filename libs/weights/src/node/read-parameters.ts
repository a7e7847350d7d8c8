import type { ParameterValue } from '@turbo-hoi/core';
import { openWeights } from './open-weights';

/**
 * The parameters in a file of weights, as `ParameterStore` takes them: all floating-point tensors as single floats; counters
 * and other integers are left out.
 *
 * @throws TurboHoiError `io` where it cannot be read, `data` for a damaged, hostile or foreign file
 */
export async function readParameters(path: string): Promise<Map<string, ParameterValue>> {
  const file = await openWeights(path);
  try {
    const values = new Map<string, ParameterValue>();
    for (const name of file.names) {
      const { shape, data } = await file.tensor(name);
      if (data instanceof Float32Array) values.set(name, { shape, data });
      else if (data instanceof Float64Array)
        values.set(name, { shape, data: new Float32Array(data) });
    }
    return values;
  } finally {
    await file.close();
  }
}
