import { compareSteps, readSteps } from './compare-steps';

const line = (step: number, error: number, more: object = {}) =>
  JSON.stringify({
    step,
    loss: 2,
    learningRate: 0.1,
    gradientNorm: 5,
    parts: { stage1: { error } },
    seconds: Math.random(),
    ...more,
  });

test('steps that differ only in times are equal', () => {
  const [a, b] = [1, 2].map(() => readSteps(`${line(1, 0.5)}\n${line(2, 0.25)}\n`));
  expect(compareSteps(a, b)).toEqual({ compared: 8, differences: [] });
});

test('reports the smallest difference, and a missing step or part', () => {
  const before = readSteps(`${line(1, 0.5)}\n${line(2, 1)}\n`);
  const now = readSteps(`${line(1, 0.5 + 2 ** -53)}\n`);
  expect(compareSteps(before, now).differences).toEqual([
    'step 1.parts.stage1.error: 0.5 before, 0.5000000000000001 now',
    'step 2.loss: 2 before, nothing now',
    'step 2.learningRate: 0.1 before, nothing now',
    'step 2.gradientNorm: 5 before, nothing now',
    'step 2.parts.stage1.error: 1 before, nothing now',
  ]);
});
