import { createRng, type KeypointLayout } from '@turbo-hoi/core';
import { KeypointEvaluator } from '../keypoints/keypoint-evaluator';
import type { ApLosses } from './ap-losses';
import { KeypointDiagnosis } from './keypoint-diagnosis';

const layout: KeypointLayout = { names: ['a', 'b'], mirror: [0, 1], sigmas: [0.1, 0.1], bones: [] };
const EXACT = [5, 5, 2, 15, 15, 2];
// OKS exp(-distance² / (2 · 400 · 0.04)): 0.30 six pixels and a bit away.
const SHIFTED = [11.2, 5, 1, 21.2, 15, 1];
const FAR = [90, 90, 1, 95, 95, 1];

/** People at multiples of 100 pixels, all alike. */
const truthOf = (people: number, labelled = true) => {
  const all = Array.from({ length: people }, (_, i) => 100 * i);
  return {
    boxes: all.flatMap((x) => [x, 0, x + 20, 20]),
    areas: all.map(() => 400),
    keypoints: all.flatMap((x) => (labelled ? at(EXACT, x) : [0, 0, 0, 0, 0, 0])),
  };
};
const at = (pose: readonly number[], x: number) =>
  pose.map((value, i) => (i % 3 === 0 ? value + x : value));

test.each([
  ['keypoints', [at(SHIFTED, 0), at(EXACT, 100)], 25],
  ['duplicate', [at(EXACT, 0), at(EXACT, 0), at(EXACT, 100)], (100 * (51 + 50 * (2 / 3))) / 101],
  ['background', [at(FAR, 200), at(EXACT, 0), at(EXACT, 100)], (100 * 2) / 3],
  ['missed', [at(EXACT, 0)], (100 * 51) / 101],
] as const)('what %s cost alone', (cause, poses, ap) => {
  const losses = diagnose([[truthOf(2), poses]]);
  // AP is a mean over 101 levels of recall.
  expect(losses.ap).toBeCloseTo(cause === 'keypoints' ? (100 * 51 * 0.5) / 101 : ap, 6);
  expect(nonZero(losses)).toEqual({ [cause]: expect.closeTo(100 - losses.ap!, 6) });
  expect(losses.perfect).toBeCloseTo(100, 6);
});

test('a pose of a person without keypoints is of no account', () => {
  const losses = diagnose([
    [truthOf(1, false), [EXACT]],
    [truthOf(1), [EXACT]],
  ]);
  expect(losses).toMatchObject({ ap: expect.closeTo(100, 6), perfect: expect.closeTo(100, 6) });
});

test('as it is, AP is the evaluator’s; nothing gets worse by being made perfect; with everything perfect it is 100', () => {
  const rng = createRng(1);
  const [diagnosis, evaluator] = [new KeypointDiagnosis(layout), new KeypointEvaluator(layout)];
  for (let i = 0; i < 40; i++) {
    const truth = truthOf(rng.int(4));
    const poses = Array.from({ length: rng.int(i === 0 ? 60 : 8) }, () =>
      at(EXACT, 100 * rng.int(4) + rng.int(12)),
    );
    const detections = detectionsOf(poses, () => rng.next());
    diagnosis.add(truth, detections);
    evaluator.add(truth, detections);
  }
  const { ap, causes, perfect } = diagnosis.result();
  expect(ap).toBe(evaluator.result().ap50);
  expect(perfect).toBeCloseTo(100, 6);
  for (const { loss } of causes) expect(loss).toBeGreaterThan(-1e-9);
  expect(causes.filter(({ loss }) => loss! > 0)).toHaveLength(causes.length);
});

function diagnose(
  images: readonly (readonly [ReturnType<typeof truthOf>, readonly (readonly number[])[]])[],
) {
  const diagnosis = new KeypointDiagnosis(layout);
  for (const [truth, poses] of images)
    diagnosis.add(
      truth,
      detectionsOf(poses, (row) => 1 - row / 10),
    );
  return diagnosis.result();
}

function detectionsOf(poses: readonly (readonly number[])[], scoreOf: (row: number) => number) {
  return { scores: poses.map((_, row) => scoreOf(row)), keypoints: poses.flat() };
}

function nonZero({ causes }: ApLosses) {
  return Object.fromEntries(
    causes.filter(({ loss }) => Math.abs(loss!) > 1e-9).map(({ cause, loss }) => [cause, loss]),
  );
}
