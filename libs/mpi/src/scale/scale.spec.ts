import { checkpointEvery, type MeasuredStep, predictThroughput } from './predict-throughput';
import { type Network, reduceSeconds } from './reduction';

const plain: Network = { latency: 1e-5, bandwidth: 1e9 };
const machines: Network = { ...plain, machine: { ranks: 8, latency: 1e-6, bandwidth: 1e11 } };
const gradients = { bytes: 1e9, buckets: 1 };
const step: MeasuredStep = {
  images: 2,
  compute: 1,
  data: 0.5,
  bytes: 1e9,
  buckets: 10,
  copy: 0.1,
};

test('one rank sums nothing; two send half each, twice', () => {
  expect(reduceSeconds('ring', gradients, 1, plain)).toBe(0);
  expect(reduceSeconds('ring', gradients, 2, plain)).toBeCloseTo(1 + 2e-5, 9);
});

test('a ring of many ranks takes up to twice the bytes, and latency a rank and bucket', () => {
  expect(reduceSeconds('ring', gradients, 1000, plain)).toBeCloseTo(1.998 + 1998e-5, 6);
  const buckets = reduceSeconds('ring', { bytes: 0, buckets: 250 }, 1000, plain);
  expect(buckets).toBeCloseTo(250 * 1998e-5, 6);
});

test('ranks that share a machine share its connection, unless they sum there first', () => {
  const of = (reduction: 'parts' | 'hierarchical') =>
    reduceSeconds(reduction, gradients, 64, machines);
  expect(of('parts')).toBeGreaterThan(7 * of('hierarchical'));
  expect(reduceSeconds('parts', gradients, 8, machines)).toBeLessThan(0.02);
});

test('without a network ranks scale without loss', () => {
  const free: Network = { latency: 0, bandwidth: Infinity };
  const { imagesPerSecond, efficiency } = predictThroughput({ ...step, copy: 0 }, 8, free, {
    reduction: 'ring',
  });
  expect(imagesPerSecond).toBe(16);
  expect(efficiency).toBe(1);
});

test('a step takes as long as computation and what of the sum is not hidden, or as its data', () => {
  const alone = predictThroughput(step, 1, plain, { reduction: 'ring' });
  expect(alone).toMatchObject({ secondsPerStep: 1, exposed: 0, limit: 'compute' });
  const two = predictThroughput(step, 2, plain, { reduction: 'ring' });
  expect(two.secondsPerStep).toBeCloseTo(2, 2);
  expect(predictThroughput(step, 64, plain, { reduction: 'ring' }).limit).toBe('network');
  const hidden = predictThroughput(step, 2, plain, { reduction: 'ring', overlap: 0.95 });
  expect(hidden.exposed).toBeCloseTo(0.1, 9);
  expect(predictThroughput({ ...step, data: 3 }, 2, plain, { reduction: 'ring' })).toMatchObject({
    secondsPerStep: 3,
    limit: 'data',
  });
});

test('the more ranks, the more often a checkpoint, and the more is lost', () => {
  const month = { between: 30 * 86_400, checkpoint: 10, restart: 60 };
  const [few, many] = [8, 1000].map((ranks) => checkpointEvery(ranks, month));
  expect(few.seconds).toBeCloseTo(Math.sqrt((2 * 10 * 30 * 86_400) / 8), 6);
  expect(many.seconds).toBeLessThan(few.seconds);
  expect(many.lost).toBeGreaterThan(few.lost);
  expect(few.lost).toBeLessThan(0.01);
});
