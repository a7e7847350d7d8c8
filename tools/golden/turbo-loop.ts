/**
 * Writes the inputs of the turbo loop's golden test: one batch, and tiny models with random parameters.
 *
 *     TS_NODE_PROJECT=apps/trainer/tsconfig.json \
 *       node -C @turbo-hoi/source -r ts-node/register tools/golden/turbo-loop.ts
 *
 * `turbo_loop.py` then computes the expected results of a forward and a backward pass.
 */
import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionVocabulary, createRng, type DatasetInfo, type Rng } from '@turbo-hoi/core';
import {
  type ModelInput,
  modelModules,
  type StageInput,
  TurboPipeline,
} from '@turbo-hoi/turbo-loop';
import { encodeSafetensors, shapeSize, type TensorData } from '@turbo-hoi/weights';
import { Container } from 'inversify';

const FOLDER = join(__dirname, '../../libs/turbo-loop/src/model/__golden__');
const SEED = 20261123;
const [HEIGHT, WIDTH, SIDE, PEOPLE, PROPOSALS] = [24, 32, 2, 4, 6];

const dataset: DatasetInfo = {
  name: 'golden',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
  ]),
  keypoints: { names: ['left', 'right'], mirror: [1, 0], sigmas: [0.1, 0.1], bones: [[0, 1]] },
  objectClasses: ['person', 'ball'],
};

const block = { convs: 2, channels: 4, deconvChannels: 2, groups: 2 };
const common: ModelInput = {
  stem: { kind: 'small', widths: [4, 4, 4], blocks: [0, 1], channels: 6, groups: 2 },
  roi: { side: SIDE, context: { channels: 2 } },
  initialPose: { ...block, convs: 1, lambda: 3 },
  objectBranch: null,
};
const hoi = { kind: 'explicit', width: 4, dropout: 0 };
const pose = { kind: 'hoi-guided', ...block };
const stage = (changes: StageInput = {}): StageInput => ({ hoi, pose, ...changes });
const connected = { poseToHoiGradient: 1, hoiToPoseGradient: 1 };

const paperStage = (changes: StageInput): StageInput => ({
  hoi: {
    ...hoi,
    actionLoss: 'mean',
    layerNorm: false,
    standardize: false,
    residual: false,
    joints: false,
  },
  pose: { ...pose, groups: 0, skip: false, outputKernel: 1 },
  mask: { kind: 'fc-sigmoid' },
  ...connected,
  ...changes,
});

const cases: Record<string, { config: ModelInput; training: boolean }> = {
  // Eq. 1 to 7 as published, with gradients through the whole loop.
  paper: {
    config: {
      ...common,
      roi: { side: SIDE, aligned: false, context: null },
      initialPose: { ...block, groups: 0, outputKernel: 1, lambda: 0 },
      stages: [paperStage({ lambdaHoi: 1, lambdaPose: 0.5 }), paperStage({ lambdaHoi: 2 })],
      objectBranch: { groups: 2, lambda: 0.7, beta: 0.5 },
    },
    training: true,
  },
  default: {
    config: {
      ...common,
      stages: [stage(), stage({ poseToHoiGradient: 0.1, hoiToPoseGradient: 0.1 })],
      objectBranch: { groups: 2 },
    },
    training: true,
  },
  masks: {
    config: {
      ...common,
      stages: ['channel', 'full', 'conv', 'none'].map((kind) =>
        stage({ mask: { kind }, ...connected }),
      ),
    },
    training: false,
  },
  shared: {
    config: { ...common, shareStages: true, stages: [stage(connected), stage(connected)] },
    training: true,
  },
  'multi-task': {
    config: { ...common, stages: [stage({ hoi: { ...hoi, kind: 'multi-task' }, pose: null })] },
    training: true,
  },
  'pose-only': { config: { ...common, stages: [stage({ hoi: null })] }, training: true },
  'hoi-only': {
    config: {
      ...common,
      initialPose: null,
      stages: [0.4, 0.2].map((targetWeight) =>
        stage({ hoi: { ...hoi, kind: 'multi-task', targetWeight }, pose: null }),
      ),
    },
    training: true,
  },
};

mkdirSync(FOLDER, { recursive: true });
write('batch.safetensors', batch(createRng(SEED)));
for (const [name, { config, training }] of Object.entries(cases)) {
  const pipeline = new TurboPipeline({
    container: plugins(),
    config,
    dataset,
    rng: createRng(SEED),
  });
  write(`${name}.safetensors`, parameters(pipeline, createRng(SEED).fork(name)), {
    config: JSON.stringify(pipeline.config),
    dataset: JSON.stringify(dataset),
    training: JSON.stringify(training),
  });
}

function plugins(): Container {
  const container = new Container();
  container.load(...modelModules);
  return container;
}

/** Initial values plus noise, so that no bias is 0 and no scale 1. */
function parameters(pipeline: TurboPipeline, rng: Rng): Map<string, TensorData> {
  const model = pipeline.build();
  const tensors = [...model.parameters.entries()].map(([name, variable]): [string, TensorData] => {
    const data = variable.dataSync().map((value) => value + rng.uniform(-0.3, 0.3));
    return [name, { dtype: 'F16', shape: variable.shape, data }];
  });
  model.dispose();
  return new Map(tensors);
}

function batch(rng: Rng): Map<string, TensorData> {
  const columns = dataset.actions.columns.length;
  const keypoints = dataset.keypoints.names.length;
  const numbers = (shape: number[], draw: (i: number) => number): TensorData => ({
    dtype: 'F16',
    shape,
    data: Float32Array.from({ length: shapeSize(shape) }, (_, i) => draw(i)),
  });
  const integers = (shape: number[], draw: (i: number) => number): TensorData => ({
    dtype: 'I32',
    shape,
    data: Int32Array.from({ length: shapeSize(shape) }, (_, i) => draw(i)),
  });
  const coin = () => rng.int(2);
  // Quarters of a pixel; the second box sticks out of the image, the last row is padding.
  const people = [
    [4.25, 2.5, 17.75, 21],
    [12.5, -3.25, 35, 19.25],
    [1, 5.5, 9.25, 23.75],
    [0, 0, 1, 1],
  ].flat();
  const others = [
    [8.5, 8.25, 25, 16],
    [20.25, 1, 31.5, 12.75],
  ].flat();
  return new Map([
    ['images', { dtype: 'U8', ...bytes([2, HEIGHT, WIDTH, 3], () => rng.int(256)) }],
    ['people.boxes', numbers([PEOPLE, 4], (i) => people[i])],
    ['people.imageIndex', integers([PEOPLE], (i) => [0, 1, 1, 0][i])],
    ['valid', numbers([PEOPLE], (i) => [1, 1, 1, 0][i])],
    ['hoi.labels', numbers([PEOPLE, columns], coin)],
    ['hoi.annotated', numbers([PEOPLE], (i) => [1, 1, 0, 0][i])],
    ['hoi.offsets', numbers([PEOPLE, 4 * columns], () => rng.normal())],
    ['hoi.located', numbers([PEOPLE, columns], (i) => [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0][i])],
    ['pose.cells', integers([PEOPLE, keypoints], () => rng.int(16 * SIDE * SIDE))],
    ['pose.visible', numbers([PEOPLE, keypoints], (i) => [1, 1, 0, 1, 1, 1, 0, 0][i])],
    ['proposals.boxes', numbers([PROPOSALS, 4], (i) => [...people, ...others][i])],
    ['proposals.imageIndex', integers([PROPOSALS], (i) => [0, 1, 1, 0, 0, 1][i])],
    ['detection.classes', integers([PROPOSALS], (i) => [1, 1, 1, 0, 2, 0][i])],
    ['detection.valid', numbers([PROPOSALS], (i) => [1, 1, 1, 0, 1, 1][i])],
    ['detection.deltas', numbers([PROPOSALS, 4], () => rng.normal())],
  ]);
}

function bytes(shape: number[], draw: () => number) {
  return { shape, data: Uint8Array.from({ length: shapeSize(shape) }, draw) };
}

function write(
  file: string,
  tensors: ReadonlyMap<string, TensorData>,
  metadata?: Record<string, string>,
): void {
  const content = encodeSafetensors(tensors, metadata);
  writeFileSync(join(FOLDER, file), content);
  console.log(file, content.length, 'bytes');
}
