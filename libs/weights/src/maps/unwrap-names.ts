import type { TensorFile } from '../tensors/tensor-file';
import type { Mapped } from './recipe';

/** What DataParallel, torch.compile, Lightning and training scripts put before every name. */
const WRAPPERS = ['module.', '_orig_mod.', 'model.', 'net.', 'network.', 'state_dict.'];

/** Maps a file as if its names had no prefix of a wrapper that all of them share; sources and unused names keep it. */
export function mapUnwrapped(file: TensorFile, map: (file: TensorFile) => Mapped): Mapped {
  const prefix = wrapperOf(file.names);
  if (prefix === '') return map(file);
  const whole = (name: string) => prefix + name;
  const { recipes, unused } = map({
    ...file,
    names: file.names.map((name) => name.slice(prefix.length)),
    info: (name) => file.info(whole(name)),
    tensor: (name) => file.tensor(whole(name)),
  });
  return {
    recipes: recipes.map((recipe) => ({ ...recipe, sources: recipe.sources.map(whole) })),
    unused: unused.map((one) => ({ ...one, name: whole(one.name) })),
  };
}

/** The prefix, up to a dot, that all names share; empty if there is none. */
export function commonPrefix(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let length = first.lastIndexOf('.') + 1;
  for (const name of rest) {
    while (length > 0 && !name.startsWith(first.slice(0, length))) {
      length = first.lastIndexOf('.', length - 2) + 1;
    }
  }
  return first.slice(0, length);
}

function wrapperOf(names: readonly string[]): string {
  const shared = commonPrefix(names);
  let length = 0;
  for (;;) {
    const next = WRAPPERS.find((wrapper) => shared.startsWith(wrapper, length));
    if (next === undefined) return shared.slice(0, length);
    length += next.length;
  }
}
