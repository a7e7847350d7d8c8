import { createRng } from '@turbo-hoi/core';
import { fitLogistic } from './logistic';

const options = { ridge: 1e-6, groupRidge: 1e-6, groupCount: 1 };

/** Rows of a feature in -2..2 with labels drawn at sigmoid(bias + slope · feature). */
function drawn(count: number, bias: number, slope: number, width = 1) {
  const rng = createRng(3);
  const features = new Float64Array(count * width).fill(7);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    features[i * width] = rng.uniform(-2, 2);
    labels[i] = Number(rng.chance(1 / (1 + Math.exp(-bias - slope * features[i * width]))));
  }
  return { features, labels, width, groups: new Int32Array(count) };
}

test('recovers the weights that made the labels', () => {
  const { bias, weights, offsets } = fitLogistic(drawn(20000, -1, 1.5), options);
  expect(bias + offsets[0]).toBeCloseTo(-1, 1);
  expect(weights[0]).toBeCloseTo(1.5, 1);
});

test('a feature that never changes gets no weight', () => {
  expect(fitLogistic(drawn(500, 0, 1, 2), options).weights[1]).toBe(0);
});

test('the ridge keeps the weight of separable rows finite', () => {
  const data = {
    features: Float64Array.of(-1, -1, 1, 1),
    width: 1,
    groups: new Int32Array(4),
    labels: Uint8Array.of(0, 0, 1, 1),
  };
  const [loose, tight] = [0.1, 10].map(
    (ridge) => fitLogistic(data, { ...options, ridge }).weights[0],
  );
  expect(loose).toBeGreaterThan(tight);
  expect(Number.isFinite(loose)).toBe(true);
  expect(tight).toBeGreaterThan(0);
});

test('groups have offsets of their own, 0 without rows', () => {
  const data = { ...drawn(8000, 0, 1), groups: Int32Array.from({ length: 8000 }, (_, i) => i % 2) };
  data.labels.forEach((_, i) => i % 2 === 1 && (data.labels[i] = 1));
  const { offsets } = fitLogistic(data, { ridge: 1e-3, groupRidge: 0.1, groupCount: 3 });
  expect(offsets[1]).toBeGreaterThan(offsets[0] + 3);
  expect(offsets[2]).toBeCloseTo(0, 9);
});
