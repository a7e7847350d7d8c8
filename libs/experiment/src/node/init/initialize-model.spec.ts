import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COCO_91 } from '@turbo-hoi/core';
import { findCheckpoint, loadCheckpoint } from '@turbo-hoi/checkpoints/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { encodeSafetensors, type TensorData } from '@turbo-hoi/weights';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { parseExperiment } from '../../config/parse-experiment';
import { runFiles } from '../run-folder/run-folder';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import { trainTinyRun } from '../../testing/tiny-run';
import { initializeModel } from './initialize-model';
import { frozenRemarks, untrainedParameters } from './untrained-parameters';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const source = join(folder, 'source');
let notified: string[] = [];

const compose = async (more: object = {}) =>
  composeExperiment(
    await createRunContainer([]),
    parseExperiment({ ...tinyExperiment, ...more }, 'test'),
  );

beforeAll(async () => {
  await trained({ seed: 7 }, source);
});
beforeEach(() => (notified = []));

let runs = 0;

/** A run of one step. */
async function trained(more: object = {}, run = join(folder, `run-${runs++}`)) {
  await trainTinyRun(run, { ...more, training: { steps: 1 } });
  return { files: runFiles(run) };
}

const valuesOf = (model: TurboModel) =>
  new Map<string, number[]>(
    [...model.parameters.entries()].map(([name, tensor]) => [name, [...tensor.dataSync()]]),
  );

async function initialized(init: Record<string, string>, more: object = {}) {
  const composed = await compose(more);
  const [fresh, model] = [composed.buildModel(), composed.buildModel()];
  const loaded = await initializeModel(model, init, (line) => notified.push(line));
  const [before, after] = [valuesOf(fresh), valuesOf(model)];
  const changed = [...after.keys()].filter(
    (name) => `${after.get(name)}` !== `${before.get(name)}`,
  );
  return { loaded, changed };
}

test('a part starts from another run, the rest is initialised randomly', async () => {
  const { loaded, changed } = await initialized({ pose: source });
  expect(loaded).toEqual([
    {
      part: 'pose',
      from: expect.stringContaining(source),
      trainedOn: 'data set synthetic',
      differsIn: [],
      matched: expect.any(Number),
      missing: [],
      otherShape: [],
    },
  ]);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((name) => !/^stages\.\d\.pose\./.test(name))).toEqual([]);
  expect(notified[0]).toMatch(/^init: pose from .*step-000001: \d+ parameters matched$/);
});

test('a run with other names initialises the model, and is reported', async () => {
  const { loaded } = await initialized({ stem: source }, { dataset: { kind: 'photos' } });
  expect(loaded[0].differsIn).toEqual(['actions', 'object classes']);
  expect(notified[0]).toMatch(/matched; trained on other actions, object classes$/);
});

test('parameters that were not loaded are untrained', async () => {
  const model = (await compose()).buildModel();
  const loaded = await initializeModel(
    model,
    { stem: source, 'stages.1': source },
    () => undefined,
  );
  const untrained = untrainedParameters(model, loaded);
  const parts = new Set(untrained.map((name) => name.split('.').slice(0, 2).join('.')));
  expect([...parts].sort()).toEqual([
    'object_branch.bbox_pred',
    'object_branch.cls_score',
    'stages.0',
    'stages.2',
  ]);
  const whole = await initializeModel(model, { model: source }, () => undefined);
  expect(untrainedParameters(model, [...loaded, ...whole])).toEqual([]);
  const [{ missing, ...part }] = whole;
  const lacking = { ...part, missing: [...missing, 'stages.0.pose.kps_score.weight'] };
  expect(untrainedParameters(model, [lacking])).toEqual(lacking.missing);
});

test('parameters of another shape are initialised randomly and named', async () => {
  const stem = { ...tinyExperiment.stem, widths: [2, 2, 4] };
  const { loaded, changed } = await initialized({ model: source }, { stem });
  expect(loaded[0].otherShape).toContain('stem.conv3.conv.weight');
  expect(changed).not.toContain('stem.conv3.conv.weight');
  expect(changed).toContain('stem.conv1.conv.weight');
  expect(notified[0]).toContain('of another shape start randomly (stem.');
});

test("a part starts from a file, whose names may omit the part's prefix", async () => {
  const model = (await compose()).buildModel();
  const tensors = [...model.parameters.entries()]
    .filter(([name]) => name.startsWith('stem.'))
    .map(([name, { shape }]): [string, TensorData] => [
      name.slice('stem.'.length),
      { dtype: 'F32', shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5) },
    ]);
  const file = join(folder, 'stem.safetensors');
  writeFileSync(file, encodeSafetensors(new Map(tensors)));
  const { loaded, changed } = await initialized({ stem: file });
  expect(loaded[0]).toMatchObject({ from: file, matched: tensors.length, missing: [] });
  expect(changed.every((name) => name.startsWith('stem.'))).toBe(true);
  await expect(initialized({ objectBranch: source, mask: file })).rejects.toThrow(
    /init.mask: .*stem.safetensors holds no parameter of that part/,
  );
});

test('the pose of stage 0 starts from the head of an imported Keypoint R-CNN', async () => {
  const initialPose = { convs: 2, channels: 4, groups: 0, outputKernel: 0 };
  const half = (...shape: number[]): TensorData => ({
    dtype: 'F32',
    shape,
    data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5),
  });
  const shapes = [...(await compose({ initialPose })).buildModel().parameters.entries()].map(
    ([name, { shape }]) => [name.replace('stages.0.pose.', ''), shape] as const,
  );
  const like = (name: string) => half(...new Map(shapes).get(name)!);
  const file = join(folder, 'keypointrcnn.safetensors');
  const tensors = ['weight', 'bias'].flatMap((part): [string, TensorData][] => [
    [`backbone.body.conv1.${part}`, half(1)],
    [`roi_heads.keypoint_head.0.${part}`, like(`conv_fcn1.${part}`)],
    [`roi_heads.keypoint_head.2.${part}`, like(`conv_fcn2.${part}`)],
    [`roi_heads.keypoint_predictor.kps_score_lowres.${part}`, like(`deconv.${part}`)],
  ]);
  writeFileSync(file, encodeSafetensors(new Map(tensors)));
  const { loaded, changed } = await initialized({ 'stages.0.pose': file }, { initialPose });
  expect(loaded[0]).toMatchObject({ matched: 6, missing: [], otherShape: [] });
  expect(changed.map((name) => name.replace('stages.0.pose.', ''))).toEqual(
    ['conv_fcn1', 'conv_fcn2', 'deconv'].flatMap((layer) => [`${layer}.weight`, `${layer}.bias`]),
  );
  expect(notified[0]).toMatch(/: 6 parameters matched$/);
});

test('a frozen part is not trained, the rest is', async () => {
  const frozen = { frozen: ['stem', 'stages.1.pose'] };
  const { files } = await trained(frozen);
  const { experiment } = await compose(frozen);
  const { parameters } = await loadCheckpoint((await findCheckpoint(files.folder)).path);
  const start = valuesOf((await compose({ seed: experiment.seed })).buildModel());
  const moved = [...parameters].filter(
    ([name, { data }]) => `${[...data]}` !== `${start.get(name)}`,
  );
  const names = moved.map(([name]) => name);
  expect(names.filter((name) => /^(stem|stages\.1\.pose)\./.test(name))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['stages.2.pose.kps_score.weight']));
  await expect(trained({ frozen: ['stme'] })).rejects.toThrow('frozen[0]: the model has no part');
});

test('the result lists what was loaded', async () => {
  const { files } = await trained({ init: { pose: source } });
  const result = JSON.parse(readFileSync(files.result, 'utf8'));
  expect(result.init).toEqual([expect.objectContaining({ part: 'pose', missing: [] })]);
  expect(result.detector).toEqual({ kind: 'annotated', from: null });
});

test('an unknown part and a folder without a checkpoint are refused', async () => {
  await expect(initialized({ pos: source })).rejects.toThrow(
    'init.pos: the model has no part "pos"; expected model, hoi, pose, mask or one of stem,',
  );
  await expect(initialized({ stem: join(folder, 'nowhere') })).rejects.toThrow(/does not exist/);
});

describe('a file of a detector', () => {
  const objectBranch = { kind: 'two-fc', width: 4 };

  /** A class layer with this many outputs; the parameters of an output equal its index. */
  const detectorFile = async (outputs: number) => {
    const model = (await compose({ objectBranch })).buildModel();
    const shapes = [...model.parameters.entries()]
      .map(([name, { shape }]) => [name.replace('object_branch.', 'roi_heads.'), shape] as const)
      .filter(([name]) => name.startsWith('roi_heads.box_head.'));
    const file = join(folder, `detector-${outputs}.safetensors`);
    const tensors = [
      ...shapes,
      ['backbone.conv1.conv.weight', [3, 3, 3, 2]] as const,
      ['rpn.head.cls_logits.bias', [3]] as const,
      ['roi_heads.box_predictor.cls_score.weight', [4, outputs]] as const,
      ['roi_heads.box_predictor.cls_score.bias', [outputs]] as const,
      ['roi_heads.box_predictor.bbox_pred.weight', [4, 4 * outputs]] as const,
      ['roi_heads.box_predictor.bbox_pred.bias', [4 * outputs]] as const,
    ].map(([name, shape]): [string, TensorData] => {
      const size = shape.reduce((a, b) => a * b, 1);
      const data = Float32Array.from({ length: size }, (_, i) => i % shape.at(-1)!);
      return [name, { dtype: 'F32', shape, data }];
    });
    writeFileSync(file, encodeSafetensors(new Map(tensors)));
    return file;
  };

  test('initialises stem and object branch, the outputs matched by class name', async () => {
    const file = await detectorFile(91);
    const model = (await compose({ objectBranch })).buildModel();
    const loaded = await initializeModel(
      model,
      { stem: file, objectBranch: file },
      () => undefined,
    );
    expect(loaded.map(({ part, matched, otherShape }) => [part, matched, otherShape])).toEqual([
      ['stem', 1, []],
      ['objectBranch', 8, []],
    ]);
    const values = valuesOf(model);
    const { objectClasses } = model.dataset;
    const outputs = [0, ...objectClasses.map((name) => 1 + COCO_91.indexOf(name))];
    expect(values.get('object_branch.box_predictor.cls_score.bias')).toEqual(outputs);
    expect(values.get('object_branch.box_predictor.bbox_pred.bias')).toEqual(
      outputs.slice(1).flatMap((output) => [0, 1, 2, 3].map((i) => 4 * output + i)),
    );
  });

  test('with unknown classes leaves the class outputs unchanged, and reports it', async () => {
    const file = await detectorFile(21);
    const { loaded } = await initialized({ objectBranch: file }, { objectBranch });
    expect(loaded[0].freshClasses).toContain('skateboard');
    expect(notified[0]).toContain('7 classes unknown there start randomly (person, sports ball,');
  });

  test('is refused if nothing fits the branch', async () => {
    await expect(initialized({ objectBranch: await detectorFile(91) })).rejects.toThrow(
      /init\.objectBranch: nothing in .*detector-91.* fits the model, which has object_branch\.cls_score\.weight/,
    );
  });
});

test('a part that has to be whole names the parameters that are not found', async () => {
  const composed = await compose({ stem: { ...tinyExperiment.stem, channels: 12 } });
  const model = composed.buildModel();
  const whole = initializeModel(model, { stem: source }, () => undefined, new Set(['stem']));
  await expect(whole).rejects.toThrow(
    /init\.stem: \d+ parameters of the model are not in the detector .* such as stem\./,
  );
  model.dispose();
});

test('a frozen part is named where nothing trained it', async () => {
  const model = (await compose()).buildModel();
  const loaded = await initializeModel(model, { pose: source }, () => undefined);
  expect(frozenRemarks(model, loaded, ['stem', 'pose'])).toEqual([
    expect.stringMatching(/^frozen: stem starts from random weights/),
  ]);
  model.dispose();
});
