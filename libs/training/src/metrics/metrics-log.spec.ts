import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StepRecord } from '../loop/train';
import { metricsLine, parseMetrics } from './metrics-line';
import { openMetricsLog } from './metrics-log';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'metrics-'));
  path = join(folder, 'metrics.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const record = (step: number): StepRecord => ({
  step,
  loss: 1 / step,
  learningRate: 0.1,
  gradientNorm: 2,
  seconds: 0.5,
  waiting: 0,
  parts: { 'stage0.pose': 3, 'stage1.action': 1, 'stage1.target': 0.25, 'detection.box': 4 },
});

const steps = async () => parseMetrics(await readFile(path, 'utf8')).map(({ step }) => step);

async function write(first: number, last: number, keepSteps: number): Promise<void> {
  const log = await openMetricsLog(path, keepSteps);
  for (let step = first; step <= last; step++) log.append(record(step));
  log.close();
}

it('writes one line per step, the parts by stage', async () => {
  await write(1, 2, 0);
  const lines = (await readFile(path, 'utf8')).split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[1])).toEqual({
    step: 2,
    loss: 0.5,
    learningRate: 0.1,
    gradientNorm: 2,
    seconds: 0.5,
    parts: {
      stage0: { pose: 3 },
      stage1: { action: 1, target: 0.25 },
      detection: { box: 4 },
    },
  });
});

it('counts the steps before a checkpoint that have no line', async () => {
  const missing = async (keepSteps: number) => {
    const log = await openMetricsLog(path, keepSteps);
    log.close();
    return log.missing;
  };
  expect(await missing(4)).toBe(4);
  await write(1, 5, 0);
  expect(await missing(5)).toBe(0);
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [lines[0], lines[0], lines[3], ''].join('\n'));
  expect(await missing(5)).toBe(3);
});

it('keeps the name of a part without a stage', () => {
  expect(metricsLine({ ...record(1), parts: { total: 1 } }).parts).toEqual({ total: { loss: 1 } });
});

it('continues after the step of a checkpoint, dropping later lines and a torn one', async () => {
  await write(1, 5, 0);
  const before = await readFile(path, 'utf8');
  await appendFile(path, '{"step":6,"lo');
  await write(4, 6, 3);
  expect(await steps()).toEqual([1, 2, 3, 4, 5, 6]);
  expect((await readFile(path, 'utf8')).startsWith(before)).toBe(true);
  expect(await readdir(folder)).toEqual(['metrics.jsonl']);
});

it('does not append to a torn line', async () => {
  await writeFile(path, '{"step":1,"loss":1}\n{"step":2,"lo');
  await write(2, 2, 2);
  expect(await steps()).toEqual([1, 2]);
});

it('starts over at step 0', async () => {
  await write(1, 5, 0);
  await write(1, 2, 0);
  expect(await steps()).toEqual([1, 2]);
});

it('reaches the file at a checkpoint and within about a second', async () => {
  const log = await openMetricsLog(path, 0);
  log.append(record(1));
  log.sync();
  expect(await steps()).toEqual([1]);
  log.append(record(2));
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(await steps()).toEqual([1, 2]);
  log.close();
});

it('names the path that it cannot write', async () => {
  await expect(openMetricsLog(join(folder, 'no', 'metrics.jsonl'), 0)).rejects.toMatchObject({
    kind: 'io',
    message: expect.stringMatching(/^Cannot write the metrics .*no.metrics\.jsonl: .*\(ENOENT\)/),
  });
});
