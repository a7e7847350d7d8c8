import { fromTorchLayout, turboHoiShapeOf } from '../layouts/layout';
import type { TensorEntry } from '../tensors/make-tensor-file';

/** Converts parameters from PyTorch's layout to turbo-hoi's. */
export function inTurboHoiLayout(
  tensors: ReadonlyMap<string, TensorEntry>,
): Map<string, TensorEntry> {
  return new Map(
    [...tensors].map(([name, entry]) => {
      const shape = turboHoiShapeOf(name, entry.shape);
      const load = async () => {
        const tensor = await entry.load();
        return { ...tensor, ...fromTorchLayout(name, tensor) };
      };
      return [name, { dtype: entry.dtype, shape, load }];
    }),
  );
}
