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
  const clock = clockOf(1000, 8, 5, 6);
  for (const keep of [false, true, true, true]) {
    clock.lap('update', 0);
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

test('tells of each phase when it ends, and a lap returns the start of the next', () => {
  const spans: unknown[] = [];
  const times = [5, 9];
  const clock = new PhaseClock(
    () => times.shift()!,
    (...span) => spans.push(span),
  );
  expect(clock.lap('backward', clock.lap('forward', 0))).toBe(9);
  expect(spans).toEqual([
    ['forward', 0, 5],
    ['backward', 5, 9],
  ]);
});
