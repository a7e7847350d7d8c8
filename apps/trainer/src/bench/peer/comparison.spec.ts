import type { BenchReport } from '../bench-report';
import { compare } from './comparison';
import { formatComparison } from './comparison-table';

const report = (
  milliseconds: Record<string, number>,
  rest: Partial<BenchReport> = {},
): BenchReport => ({
  size: 'default',
  steps: 10,
  parameters: 1234,
  trained: 1000,
  peakMegabytes: 900,
  milliseconds: Object.fromEntries(
    Object.entries(milliseconds).map(([phase, median]) => [phase, { median, min: median }]),
  ),
  ...rest,
});

const ours = [
  report({ wait: 1, forward: 30, step: 100 }),
  report({ wait: 2, forward: 33, step: 120 }, { peakMegabytes: 1100 }),
  report({ wait: 1, forward: 60, step: 400 }),
];
const peer = [
  report({ stage0: 4, forward: 10, step: 50 }),
  report({ stage0: 5, forward: 12, step: 40 }),
  report({ stage0: 4, forward: 11, step: 100 }),
];

test('takes medians over the rounds, and ratios of phases that both sides have', () => {
  const { ours: mine, peer: other, ratio } = compare(ours, peer);
  expect(mine).toMatchObject({
    peakMegabytes: 1100,
    milliseconds: { step: { median: 120, min: 100, max: 400 } },
  });
  expect(other!.milliseconds.step).toEqual({ median: 50, min: 40, max: 100 });
  // The ratio of the medians; its spread is that of the rounds, 100/50, 120/40 and 400/100.
  expect(ratio).toEqual({
    forward: { median: 3, min: 2.75, max: expect.closeTo(60 / 11, 12) },
    step: { median: 2.4, min: 2, max: 4 },
  });
});

test('with an even number of rounds the median lies between the middle two', () => {
  const { ours: mine } = compare(ours.slice(0, 2), peer.slice(0, 2));
  expect(mine.milliseconds.step.median).toBe(110);
});

test.each([
  ['parameters', { parameters: 1235 }, /^default: parameters: 1234 on our side, 1235 on the peer/],
  ['trained', { trained: 1 }, /trained: 1000 on our side, 1 on/],
  ['ap', { ap: 0.5 }, /ap: undefined on our side, 0.5 on/],
] as const)('sides with different %s are not compared', (_, difference, message) => {
  const others = [report({ step: 1 }), report({ step: 1 }), report({ step: 1 }, difference)];
  expect(() => compare(ours, others)).toThrow(message);
});

test('equal AP may differ in the order of additions', () => {
  const [own] = [report({ step: 1 }, { ap: 0.25 })];
  expect(compare([own], [{ ...own, ap: 0.25 + 1e-12 }]).ap).toBe(0.25);
  expect(() => compare([own], [{ ...own, ap: 0.2501 }])).toThrow('ap: 0.25 on our side');
});

test('the table has both sides in the order of a step, and dashes for what one side lacks', () => {
  const table = formatComparison(compare(ours, peer), {
    about: 'a training step',
    peerName: 'PyTorch',
  });
  expect(table.split('\n')).toEqual([
    'default: a training step, 1,234 parameters, 234 of them frozen; 3 rounds of 10 steps',
    'milliseconds  turbo-hoi    (min–max)  PyTorch   (min–max)  ratio  (min–max)',
    'forward            33.0    30.0–60.0     11.0   10.0–12.0   3.00  2.75–5.45',
    '  stage0              –                   4.0     4.0–5.0      –',
    'wait                1.0      1.0–2.0        –                  –',
    'step              120.0  100.0–400.0     50.0  40.0–100.0   2.40  2.00–4.00',
    'peak MB           1,100                   900',
  ]);
});

test('without a peer there are no ratios', () => {
  const comparison = compare(ours, []);
  expect(comparison).toMatchObject({ peer: null, ratio: {} });
  expect(formatComparison(comparison, { about: 'a photo', peerName: 'none' })).toMatch(
    /\nstep +120.0 +100.0–400.0 +– +–\npeak MB +1,100 +–$/,
  );
});
