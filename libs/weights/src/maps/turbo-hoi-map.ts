import { toTorchLayout, torchShapeOf } from '../layouts/layout';
import { bareName } from '../models/body-names';
import type { TensorFile } from '../tensors/tensor-file';
import { floats, type Mapped, rename } from './recipe';

/** Files of turbo-hoi: torchvision's names in turbo-hoi's layouts. */
export function mapTurboHoi(file: TensorFile): Mapped {
  const recipes = file.names.map((name) => {
    const info = file.info(name);
    const recipe = rename(bareName(name), name, info);
    const shape = torchShapeOf(name, info.shape);
    if (recipe.dtype !== 'F32') return recipe;
    return {
      ...recipe,
      shape,
      make: ({ data }: { data: Parameters<typeof floats>[0] }) =>
        toTorchLayout(name, { shape: info.shape, data: floats(data) }).data,
    };
  });
  return { recipes, unused: [] };
}
