import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { parseSetting } from '../../config/setting';
import { trainTinyRun } from '../../testing/tiny-run';
import { setAfterTraining } from '../config/set-after-training';
import { evaluateRun } from './evaluate-run';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const run = join(folder, 'run');

/** The detection files of an evaluation with these settings. */
async function detections(name: string, ...settings: string[]) {
  const found = join(folder, name);
  await evaluateRun(run, {
    backend: 'cpu',
    detections: found,
    change: (experiment) => setAfterTraining(experiment, settings.map(parseSetting)),
  });
  const read = (file: string) => JSON.parse(readFileSync(join(found, file), 'utf8')) as unknown[];
  return { triplets: read('vcoco.json'), keypoints: read('keypoints.json') };
}

let plain: Awaited<ReturnType<typeof detections>>;
beforeAll(async () => {
  await trainTinyRun(run);
  plain = await detections('plain');
});

test('settings equal to the defaults change no number', async () => {
  expect(await detections('same', 'targetChoice.sigma=0.3', 'decoding.window=3')).toEqual(plain);
});

test('target choice affects triplets only', async () => {
  // The images of such a small data set have only people.
  const { triplets, keypoints } = await detections('choice', 'targetChoice.unseenScore=1');
  expect(triplets).not.toEqual(plain.triplets);
  expect(keypoints).toEqual(plain.keypoints);
});

test('decoding affects keypoints only', async () => {
  const { triplets, keypoints } = await detections('decoding', 'decoding.window=1');
  expect(triplets).toEqual(plain.triplets);
  expect(keypoints).not.toEqual(plain.keypoints);
});

test('a diagnosis is written beside the result and into the report, in place of an earlier one', async () => {
  const read = (name: string) => readFileSync(join(run, name), 'utf8');
  const { result, diagnosis } = await evaluateRun(run, { backend: 'cpu', diagnose: true });
  expect(JSON.parse(read('diagnosis.json'))).toEqual(
    JSON.parse(JSON.stringify(diagnosis!.diagnosis)),
  );
  const last = result.stages[result.stages.length - 1];
  for (const { key, ap } of diagnosis!.diagnosis.scores)
    expect(ap).toBeCloseTo(last[key] as number, 4);
  expect(diagnosis!.report).toBe(join(run, 'report.html'));
  const first = read('report.html');
  expect(first).toContain('<section id="diagnosis">');
  await evaluateRun(run, { backend: 'cpu', diagnose: true, stage: 0 });
  const second = read('report.html');
  expect(second).toContain('Stage 0 recognises no actions');
  expect(second.split('<section id="diagnosis">')).toHaveLength(2);
});

test('without being asked for, there is no diagnosis', async () => {
  expect((await evaluateRun(run, { backend: 'cpu' })).diagnosis).toBeNull();
});
