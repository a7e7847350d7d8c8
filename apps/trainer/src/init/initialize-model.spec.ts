import { join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { parseExperiment } from '../config/parse-experiment';
import { runFiles } from '../run-folder/run-folder';
import { temporaryFolder } from '../testing/temporary-folder';
import { tinyExperiment } from '../testing/tiny-experiment';
import { trainRun } from '../train/train-run';
import { initializeModel } from './initialize-model';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const source = join(folder, 'source');
const write = jest.spyOn(process.stdout, 'write');
const backend: ChosenBackend = { name: 'cpu', device: 'test', version: '0', notes: [] };
let said: string[] = [];

const compose = async (more: object = {}) =>
  composeExperiment(
    await createRunContainer([]),
    parseExperiment({ ...tinyExperiment, ...more }, 'test'),
  );

beforeAll(async () => {
  write.mockReturnValue(true);
  const composed = await compose({ seed: 7, training: { steps: 1 } });
  const plan = {
    experiment: composed.experiment,
    files: runFiles(source),
    plugins: [],
    resume: false,
  };
  await trainRun({ plan, composed, backend, say: () => undefined });
});
beforeEach(() => (said = []));
afterAll(() => write.mockRestore());

const valuesOf = (model: TurboModel) =>
  new Map([...model.parameters.entries()].map(([name, tensor]) => [name, [...tensor.dataSync()]]));

async function initialized(init: Record<string, string>, more: object = {}) {
  const composed = await compose(more);
  const [fresh, model] = [composed.buildModel(), composed.buildModel()];
  const loaded = await initializeModel(model, init, (line) => said.push(line));
  const [before, after] = [valuesOf(fresh), valuesOf(model)];
  const changed = [...after.keys()].filter(
    (name) => `${after.get(name)}` !== `${before.get(name)}`,
  );
  return { loaded, changed };
}

test('a part starts from another run, the rest afresh', async () => {
  const { loaded, changed } = await initialized({ pose: source });
  expect(loaded).toEqual([
    {
      part: 'pose',
      from: expect.stringContaining(source),
      matched: expect.any(Number),
      missing: [],
      otherShape: [],
    },
  ]);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((name) => !/^stages\.\d\.pose\./.test(name))).toEqual([]);
  expect(said[0]).toMatch(/^init: pose from .*step-000001: \d+ parameters matched$/);
});

test('parameters of another shape start afresh and are named', async () => {
  const stem = { ...tinyExperiment.stem, widths: [2, 2, 4] };
  const { loaded, changed } = await initialized({ model: source }, { stem });
  expect(loaded[0].otherShape).toContain('stem.conv3.conv.weight');
  expect(changed).not.toContain('stem.conv3.conv.weight');
  expect(changed).toContain('stem.conv1.conv.weight');
  expect(said[0]).toContain('of another shape start afresh (stem.');
});

test('an unknown part and a folder without a checkpoint are refused', async () => {
  await expect(initialized({ pos: source })).rejects.toThrow(
    'init.pos: the model has no part "pos"; expected model, hoi, pose, mask or one of stem,',
  );
  await expect(initialized({ stem: join(folder, 'nowhere') })).rejects.toThrow(/does not exist/);
});
