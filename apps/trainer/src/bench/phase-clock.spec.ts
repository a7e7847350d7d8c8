import { PhaseClock } from './phase-clock';

function clockOf(...times: number[]): PhaseClock {
  return new PhaseClock(() => times.shift()!);
}

test('sums the runs of a phase within a step', () => {
  const clock = clockOf(0, 3, 10, 14);
  clock.time('stem', () => 1);
  expect(clock.time('stem', () => 2)).toBe(2);
  clock.endStep({ keep: true });
  expect(clock.summary()).toEqual({ stem: { median: 7, min: 7 } });
});

test('reports median and minimum over the steps after the warm-up', () => {
  const clock = new PhaseClock();
  for (const [milliseconds, keep] of [
    [1000, false],
    [8, true],
    [5, true],
    [6, true],
  ] as const) {
    clock.add('update', milliseconds);
    clock.endStep({ keep });
  }
  expect(clock.summary()).toEqual({ update: { median: 6, min: 5 } });
});

test('times a phase that fails', () => {
  const clock = clockOf(0, 4);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => clock.time('losses', fail)).toThrow('no');
  clock.endStep({ keep: true });
  expect(clock.summary().losses.min).toBe(4);
});
