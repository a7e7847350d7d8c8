import { WaitingShare } from './waiting-share';

/** A slow first step and `count` of 10 seconds. */
function shareOf(count: number, waiting: number): WaitingShare {
  const watch = new WaitingShare();
  watch.add({ seconds: 99, waiting: 99 });
  for (let step = 0; step < count; step++) watch.add({ seconds: 10, waiting });
  return watch;
}

test('reports the waiting share above the threshold', () => {
  expect([shareOf(0, 0).share, shareOf(0, 0).warning()]).toEqual([0, null]);
  expect(shareOf(30, 0.1).share).toBeCloseTo(0.01);
  expect(shareOf(30, 0.1).warning()).toBeNull();
  expect(shareOf(30, 2).warning()).toMatch(/^Steps waited for their images 20 % of the time\./);
});

test('reports nothing for a few steps', () => {
  expect(shareOf(9, 5).warning()).toBeNull();
});

test('reports nothing for a few seconds', () => {
  const watch = new WaitingShare();
  for (let step = 0; step < 60; step++) watch.add({ seconds: 0.1, waiting: 0.05 });
  expect(watch.share).toBeCloseTo(0.5);
  expect(watch.warning()).toBeNull();
});

test('time in which proposals were computed is no waiting', () => {
  const watch = shareOf(0, 0);
  for (let step = 0; step < 30; step++) watch.add({ seconds: 12, waiting: 9 }, 8);
  expect(watch.share).toBeCloseTo(0.25);
  watch.add({ seconds: 1, waiting: 0.5 }, 2);
  expect(watch.share).toBeCloseTo(0.25);
});
