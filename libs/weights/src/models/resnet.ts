import type { ParameterShapes } from './parameter-shapes';

export type ResnetDepth = 50 | 101;

const BLOCKS: Readonly<Record<ResnetDepth, readonly number[]>> = {
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
};
const EXPANSION = 4;

/** `conv1` and `bn1`. */
export function resnetStart(prefix: string): ParameterShapes {
  return new Map([[`${prefix}conv1.weight`, [64, 3, 7, 7]], ...norm(`${prefix}bn1`, 64)]);
}

/** `layer1` to `layer4`, by their number. */
export function resnetLayer(prefix: string, depth: ResnetDepth, layer: number): ParameterShapes {
  const width = 32 << layer;
  const out = width * EXPANSION;
  const input = layer === 1 ? 64 : out / 2;
  return new Map(
    Array.from(
      { length: BLOCKS[depth][layer - 1] },
      (_, i) => `${prefix}layer${layer}.${i}.`,
    ).flatMap((block, i): [string, readonly number[]][] => [
      [`${block}conv1.weight`, [width, i === 0 ? input : out, 1, 1]],
      ...norm(`${block}bn1`, width),
      [`${block}conv2.weight`, [width, width, 3, 3]],
      ...norm(`${block}bn2`, width),
      [`${block}conv3.weight`, [out, width, 1, 1]],
      ...norm(`${block}bn3`, out),
      ...(i === 0 ? shortcut(block, input, out) : []),
    ]),
  );
}

/** The depth, from the number of blocks of `layer3`. */
export function depthOf(names: Iterable<string>): ResnetDepth {
  for (const name of names) if (/(^|\.)layer3\.22\./.test(name)) return 101;
  return 50;
}

function shortcut(block: string, input: number, out: number): [string, readonly number[]][] {
  return [
    [`${block}downsample.0.weight`, [out, input, 1, 1]],
    ...norm(`${block}downsample.1`, out),
  ];
}

function norm(name: string, channels: number): [string, readonly number[]][] {
  return ['weight', 'bias', 'running_mean', 'running_var'].map((part) => [
    `${name}.${part}`,
    [channels],
  ]);
}
