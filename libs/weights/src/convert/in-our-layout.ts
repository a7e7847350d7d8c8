import { fromTorchLayout, ourShapeOf } from '../layouts/layout';
import type { TensorEntry } from '../tensors/make-tensor-file';

/** The same parameters (in PyTorch's layout) in ours. */
export function inOurLayout(tensors: ReadonlyMap<string, TensorEntry>): Map<string, TensorEntry> {
  return new Map(
    [...tensors].map(([name, entry]) => {
      const shape = ourShapeOf(name, entry.shape);
      const load = async () => {
        const tensor = await entry.load();
        return { ...tensor, ...fromTorchLayout(name, tensor) };
      };
      return [name, { dtype: entry.dtype, shape, load }];
    }),
  );
}
