import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { drawAttentionMasks, drawTargetDensities, type TargetDensity } from './draw-heat';
import type { ExampleImage, PersonAtStage } from './example-image';

const at = (stage: number, attention: Float32Array | null): PersonAtStage => ({
  stage,
  keypoints: null,
  actions: null,
  attention,
});
const example: ExampleImage = {
  title: 'a & b',
  image: { data: new Uint8Array(0), width: 64, height: 32 },
  layout: COCO_KEYPOINTS,
  people: [
    { box: [0, 0, 10, 20], stages: [at(0, null), at(1, Float32Array.of(0, 1, 2, 3))], truth: null },
    { box: [20, 0, 30, 20], stages: [at(0, null), at(1, null)], truth: null },
  ],
  objects: [],
};
const density: TargetDensity = {
  box: [0, 0, 10, 20],
  expected: [30, 10, 40, 14],
  sigma: 0.3,
  label: 'hold',
};

test('draws a mask over the box of its person, and nothing without a mask', () => {
  const svg = drawAttentionMasks(example, 1, [0, 3]);
  expect(svg.match(/class="th-heat"/g)).toHaveLength(1);
  expect(svg).toContain('translate(0 0) scale(5 10)');
  expect(drawAttentionMasks(example, 0, [0, 3])).not.toContain('th-heat');
});

test('draws the photo in gray', () => {
  const svg = drawAttentionMasks(example, 1, [0, 3], { image: 'a.png' });
  expect(svg).toMatch(/grayscale\(1\)"><image href="a.png"/);
});

test('a density is centered at the expected target and scaled by σ', () => {
  const svg = drawTargetDensities(example, [density]);
  const [, cx, cy, rx, ry] = /cx="(.+?)" cy="(.+?)" rx="(.+?)" ry="(.+?)"/.exec(svg)!.map(Number);
  expect([cx, cy]).toEqual([35, 12]);
  // At the edge g is 0.01.
  expect(Math.exp(-((rx / (0.3 * 10)) ** 2) / 2)).toBeCloseTo(0.01, 3);
  expect(Math.exp(-((ry / (0.3 * 20)) ** 2) / 2)).toBeCloseTo(0.01, 3);
  expect(svg).toContain('>hold</text>');
});

test('draws nothing without targets or for a box with NaN', () => {
  expect(drawTargetDensities(example, [])).not.toContain('radialGradient');
  const svg = drawTargetDensities(example, [{ ...density, expected: [NaN, 0, 1, 2] }]);
  expect(svg).not.toMatch(/<ellipse|<text|NaN/);
});
