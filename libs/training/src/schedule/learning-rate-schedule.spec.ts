import { learningRateSchedule, scheduleSchema } from './learning-rate-schedule';

const rates = (config: object, steps: number, at: number[]) =>
  at.map(learningRateSchedule(scheduleSchema.parse(config), steps));

it('has a constant rate by default', () => {
  expect(rates({ learningRate: 0.02 }, 100, [1, 50, 100])).toEqual([0.02, 0.02, 0.02]);
});

it('warms up linearly, reaching the rate with the last warm-up step', () => {
  expect(rates({ learningRate: 1, warmupSteps: 4 }, 100, [1, 2, 4, 5])).toEqual([0.25, 0.5, 1, 1]);
});

it('warms up over a fraction of the steps', () => {
  const config = { learningRate: 1, warmupSteps: 0.05 };
  expect(rates(config, 80, [1, 4, 5])).toEqual([0.25, 1, 1]);
  expect(rates(config, 4, [1])).toEqual([1]);
});

it('drops after milestones, given as numbers of steps or as fractions', () => {
  const config = { learningRate: 1, milestones: [0.5, 80], factor: 0.5 };
  expect(rates(config, 100, [50, 51, 80, 81])).toEqual([1, 0.5, 0.5, 0.25]);
});

it('runs the published schedule', () => {
  const config = { learningRate: 1e-3, milestones: [10_000] };
  const [before, after] = rates(config, 13_000, [10_000, 10_001]);
  expect([before, after]).toEqual([1e-3, expect.closeTo(1e-4, 12)]);
});

it('refuses unknown fields and rates that are not positive', () => {
  expect(scheduleSchema.safeParse({ lr: 1 }).success).toBe(false);
  expect(scheduleSchema.safeParse({ learningRate: 0 }).success).toBe(false);
  expect(scheduleSchema.safeParse({ milestones: [0] }).success).toBe(false);
  expect(scheduleSchema.safeParse({ warmupSteps: 1.5 }).success).toBe(false);
});
