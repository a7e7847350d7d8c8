import type { ParameterValue } from '@turbo-hoi/core';
import { openWeights } from './open-weights';

/**
 * Reads the parameters of a weight file in the form of `ParameterStore`: all floating-point tensors as float32, without
 * counters and other integers.
 *
 * @throws TurboHoiError `io` if it cannot be read, `data` for a damaged or malicious file or one of another format
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
