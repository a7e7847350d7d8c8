import { bareName } from '../models/body-names';
import type { TensorFile } from '../tensors/tensor-file';
import { type Mapped, rename } from './recipe';

/** Prefixes that wrappers add to names, in any order. */
const WRAPPER = /^(?:module\.|_orig_mod\.|model\.)+/;

// torchvision 0.13 moved these convolutions into blocks.
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^(?:backbone\.)?fpn\.(inner|layer)_blocks\.(\d)\.(weight|bias)$/, 'fpn.$1_blocks.$2.0.$3'],
  [/^rpn\.head\.conv\.(weight|bias)$/, 'rpn.head.conv.0.0.$1'],
];

/** Maps torchvision's names, including those of older versions. */
export function mapTorchvision(file: TensorFile): Mapped {
  return {
    recipes: file.names.map((name) => rename(currentName(name), name, file.info(name))),
    unused: [],
  };
}

function currentName(name: string): string {
  const bare = name.replace(WRAPPER, '');
  return bareName(RENAMED.reduce((text, [from, to]) => text.replace(from, to), bare));
}
