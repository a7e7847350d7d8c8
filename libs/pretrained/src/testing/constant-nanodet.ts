import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CLASSES = 80;
const BINS = 11;
const SCOPE = 'PartitionedCall';
const FED = ['transpose_1', 'Cast_1', 'Cast_3', 'Cast_5', 'Cast_7'];
const LEVELS = [
  ['Sigmoid_154', 'Split_153'],
  ['Sigmoid_165', 'Split_164'],
  ['Sigmoid_176', 'Split_175'],
];

/** A cell of the finest map with a score; its box is the cell itself. */
export interface ScoredCell {
  readonly x: number;
  readonly y: number;
  readonly classId: number;
  readonly score: number;
}

/** Writes NanoDet's graph between its padding and its flattening into a package: every input has these cells, `across` × `down` of them. */
export function writeNanodet(
  folder: string,
  across: number,
  down: number,
  cells: readonly ScoredCell[],
): void {
  const area = across * down;
  const scores = new Float32Array(CLASSES * area);
  for (const { x, y, classId, score } of cells) scores[classId * area + y * across + x] = score;
  // The first two bins are equally likely: half a stride to each side, behind one channel that the graph splits off.
  const logits = new Float32Array((1 + 4 * BINS) * area).fill(-100);
  for (let edge = 0; edge < 4; edge++) {
    logits.fill(0, (1 + edge * BINS) * area, (1 + edge * BINS + 2) * area);
  }
  const constants = LEVELS.flatMap((_, level) => [
    constant(
      `scores${level}`,
      [1, CLASSES, down, across],
      level === 0 ? scores : new Float32Array(scores.length),
    ),
    constant(`logits${level}`, [1, 1 + 4 * BINS, down, across], logits),
  ]);
  const counts = [
    constant('sizes', [2], Int32Array.of(1, 4 * BINS)),
    constant('axis', [], Int32Array.of(1)),
  ];
  const nodes = LEVELS.flatMap(([sigmoid, split], level) => [
    node(`${SCOPE}/onnx_tf_prefix_${sigmoid}`, 'Identity', [`scores${level}`]),
    node(`${SCOPE}/onnx_tf_prefix_${split}`, 'SplitV', [`logits${level}`, 'sizes', 'axis']),
  ]);
  const all = [...constants, ...counts];
  const json = {
    format: 'graph-model',
    modelTopology: {
      node: [
        ...FED.map((name) => node(`${SCOPE}/${name}`, 'Placeholder', [])),
        ...all.map(({ definition }) => definition),
        ...nodes,
      ],
      versions: { producer: 1 },
    },
    weightsManifest: [{ paths: ['nanodet.bin'], weights: all.map(({ weight }) => weight) }],
  };
  const path = join(folder, 'models/nanodet');
  writeFileSync(`${path}.bin`, Buffer.concat(all.map(({ bytes }) => bytes)));
  writeFileSync(`${path}.json`, JSON.stringify(json));
}

function constant(name: string, shape: number[], values: Float32Array | Int32Array) {
  const isFloat = values instanceof Float32Array;
  const dtype = isFloat ? 'DT_FLOAT' : 'DT_INT32';
  const tensorShape = { dim: shape.map((size) => ({ size: `${size}` })) };
  const attr = { dtype: { type: dtype }, value: { tensor: { dtype, tensorShape } } };
  return {
    definition: { name, op: 'Const', input: [] as string[], attr },
    weight: { name, shape, dtype: isFloat ? 'float32' : 'int32' },
    bytes: Buffer.from(values.buffer),
  };
}

function node(name: string, op: string, input: string[]) {
  const dtype = { type: name.includes('Cast') ? 'DT_INT32' : 'DT_FLOAT' };
  const attr = op === 'Placeholder' ? { dtype } : { T: dtype };
  return { name, op, input, attr };
}
