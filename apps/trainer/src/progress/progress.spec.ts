import { formatDuration } from './duration';
import { Meter } from './meter';
import {
  evaluationProgress,
  imageProgress,
  type TrainingProgressOptions,
  trainingProgress,
} from './progress';

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

test('evaluation counts images', () => {
  const progress = evaluationProgress(40, options());
  progress.update(16);
  progress.update(40);
  expect(written).toBe('image 40/40\n');
});

test('shows the speed for images that are processed one by one', () => {
  const progress = imageProgress(100, 20, options());
  for (let done = 21; done <= 23; done++) {
    time += 6000;
    progress.update(done);
  }
  expect(written).toBe('image 22/100 · 0.2 images/s · 7 min 48 s left\n');
});

test('the speed is a moving average', () => {
  const meter = new Meter(100, 8, () => time);
  expect(meter.step(1)).toBeNull();
  time = 1000;
  expect(meter.step(2)).toEqual({ imagesPerSecond: 8, secondsLeft: 98 });
  time = 12_000;
  expect(meter.step(3)?.imagesPerSecond).toBeCloseTo(8 / 1.5);
});

test.each([
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [3599, '59 min 59 s'],
  [7500, '2 h 05 min'],
])('%d seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
