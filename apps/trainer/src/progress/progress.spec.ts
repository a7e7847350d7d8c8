import { formatDuration } from './duration';
import { Meter } from './meter';
import { imageProgress, type TrainingProgressOptions, trainingProgress } from './progress';

let written: string;
let time: number;
const output = { isTTY: false, write: (text: string) => ((written += text), true) };
const options = (more: Partial<TrainingProgressOptions> = {}): TrainingProgressOptions => ({
  steps: 100,
  done: 0,
  imagesPerStep: 8,
  logEvery: 10,
  output: output as TrainingProgressOptions['output'],
  now: () => time,
  ...more,
});

beforeEach(() => {
  written = '';
  time = 0;
});

function train(steps: number, secondsEach: number, progress = trainingProgress(options())): void {
  for (let step = 1; step <= steps; step++) {
    time += 1000 * secondsEach;
    progress.update({ step, loss: 1.23456 });
  }
}

test('prints lines without a terminal: the first step, then every n-th', () => {
  train(20, 0.5);
  expect(written.split('\n')).toEqual([
    'step 1/100 · loss 1.235',
    'step 10/100 · loss 1.235 · 16.0 images/s · 45 s left',
    'step 20/100 · loss 1.235 · 16.0 images/s · 40 s left',
    '',
  ]);
});

test('slow steps have a line every ten seconds', () => {
  train(5, 6);
  expect(written.match(/step \d+/g)).toEqual(['step 1', 'step 3', 'step 5']);
});

test('the last step always has a line', () => {
  train(7, 0.5, trainingProgress(options({ steps: 7 })));
  expect(written).toMatch(/step 7\/7 .* 0 s left\n$/);
});

test('a resumed run shows its first step too', () => {
  trainingProgress(options({ done: 55 })).update({ step: 56, loss: 2 });
  expect(written).toBe('step 56/100 · loss 2.000\n');
});

test('validations are no part of the speed of steps, and the time left includes the next ones', () => {
  const progress = trainingProgress(options({ logEvery: 1 }));
  progress.update({ step: 1, loss: 2, validation: null });
  time = 5500;
  const proposals = { done: 8, total: 16, seconds: 2, secondsLeft: 1 };
  progress.update({ step: 2, loss: 2, proposals, validation: { seconds: 3, secondsLeft: 6 } });
  expect(written).toContain('step 2/100 · loss 2.000 · proposals 8/16 · 16.0 images/s · 56 s left');
});

test('proposals in the time of the steps are counted, and are no part of the speed of steps', () => {
  const progress = trainingProgress(options({ logEvery: 1 }));
  progress.update({ step: 1, loss: 2 });
  time = 2500;
  const proposals = { done: 64, total: 200, seconds: 2, secondsLeft: 4.25 };
  progress.update({ step: 2, loss: 2, proposals });
  time = 3000;
  progress.update({ step: 3, loss: 2, proposals: null });
  expect(written.split('\n').slice(1, 3)).toEqual([
    'step 2/100 · loss 2.000 · proposals 64/200 · 16.0 images/s · 53 s left',
    'step 3/100 · loss 2.000 · 16.0 images/s · 49 s left',
  ]);
});

test('images that are done several at a time have their speed from the first update on', () => {
  const progress = imageProgress(400, 0, options());
  time = 10_000;
  progress.update(16);
  time = 11_000;
  progress.update(32);
  time = 245_000;
  progress.update(400);
  const [first, last] = written.split('\n');
  expect(first).toBe('image 16/400 · 1.6 images/s · 4 min 00 s left');
  expect(last).toMatch(/^image 400\/400 · 1\.6 images\/s · 0 s left$/);
});

test('images of earlier processes are no part of the speed', () => {
  const progress = imageProgress(100, 20, options(), 'photo');
  for (let done = 21; done <= 23; done++) {
    time += 6000;
    progress.update(done);
  }
  expect(written).toBe('photo 22/100 · 0.2 images/s · 7 min 48 s left\n');
});

test('the speed is a moving average', () => {
  const meter = new Meter(100, 8, () => time);
  expect(meter.at(1)).toBeNull();
  time = 1000;
  expect(meter.at(2)).toEqual({ imagesPerSecond: 8, secondsLeft: 98 });
  time = 12_000;
  expect(meter.at(3)?.imagesPerSecond).toBeCloseTo(8 / 1.5);
});

test('units at once weigh as much as units one by one', () => {
  const [single, grouped] = [1, 2].map(() => new Meter(100, 1, () => time, 0));
  const one = (done: number, at: number) => ((time = at), single.at(done));
  one(1, 1000);
  grouped.at(1);
  for (let done = 2; done <= 9; done++) one(done, 1000 + (done - 1) * 4000);
  expect(grouped.at(9)?.secondsLeft).toBeCloseTo(single.at(9)!.secondsLeft);
});

test('a clock that has not moved measures nothing', () => {
  const meter = new Meter(100, 1, () => time, 0);
  expect(meter.at(8)).toBeNull();
  time = 1000;
  expect(meter.at(10)).toEqual({ imagesPerSecond: 2, secondsLeft: 45 });
});

test.each([
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [3599, '59 min 59 s'],
  [7500, '2 h 05 min'],
])('%d seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
