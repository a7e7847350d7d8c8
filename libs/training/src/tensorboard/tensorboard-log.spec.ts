import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileVersionEvent, restartEvent, scalarsEvent } from './events';
import { openTensorBoardLog } from './tensorboard-log';

const record = {
  step: 5,
  loss: 2,
  learningRate: 0.1,
  gradientNorm: 3,
  seconds: 1,
  waiting: 0,
  parts: { 'stage1.action': 0.5 },
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'events-'));
  jest.useFakeTimers({ now: 1_700_000_000_500 });
});
afterEach(() => {
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});

it('writes one file per session, where a later one makes readers discard repeated steps', () => {
  for (const done of [0, 4]) {
    const log = openTensorBoardLog(join(folder, 'events'), done);
    log.append(record);
    log.close();
  }
  const now = 1_700_000_000.5;
  const curves = scalarsEvent(now, 5, {
    loss: 2,
    learningRate: Math.fround(0.1),
    gradientNorm: 3,
    'stage1/action': 0.5,
  });
  const files = readdirSync(join(folder, 'events')).sort();
  expect(files).toEqual([
    expect.stringMatching(/^events\.out\.tfevents\.1700000000\./),
    expect.anything(),
  ]);
  const contents = files.map((name) => readFileSync(join(folder, 'events', name)));
  expect(contents[0]).toEqual(Buffer.concat([fileVersionEvent(now), curves]));
  expect(contents[1]).toEqual(Buffer.concat([fileVersionEvent(now), restartEvent(now, 5), curves]));
});

it('adds values of other kinds at a step', () => {
  const log = openTensorBoardLog(join(folder, 'events'), 0);
  log.add(7, { 'validation/stage1/apAgent': 30.5 });
  log.close();
  const [name] = readdirSync(join(folder, 'events'));
  const now = 1_700_000_000.5;
  expect(readFileSync(join(folder, 'events', name))).toEqual(
    Buffer.concat([
      fileVersionEvent(now),
      scalarsEvent(now, 7, { 'validation/stage1/apAgent': 30.5 }),
    ]),
  );
});
