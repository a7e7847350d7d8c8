import { createRng, type Detections, type XyxyBox } from '@turbo-hoi/core';
import type { AnnotatedPhoto } from '../photos/coco-photos';
import { explainBoxes } from './explain-boxes';
import { fitEchoes, fitFalse, fitWrongClasses } from './fit-false';
import { fitFound, fitJitter } from './fit-found';
import { fitKeypoints } from './fit-keypoints';
import { lineOf, logit, normalOf, quantile } from './statistics';

const SIDE = 1000;

/** A photo of one person of 100 × 200 pixels with all joints in two rows of the box. */
function photoOf(i: number): AnnotatedPhoto {
  const keypoints = Array.from({ length: 17 }, (_, k) => [300 + 5 * k, 310 + (k % 2) * 150, 2]);
  return {
    ...{ file: `${i}`, path: `${i}`, width: SIDE, height: SIDE },
    things: [{ box: [300, 300, 400, 500], classId: 0, keypoints: keypoints.flat() }],
  };
}

function detections(
  boxes: readonly XyxyBox[],
  classes: number[],
  scores: number[],
  keypoints?: Float32Array,
): Detections {
  return {
    boxes: Float32Array.from(boxes.flat()),
    classes: Int32Array.from(classes),
    scores: Float32Array.from(scores),
    ...(keypoints && { keypoints }),
  };
}

test('recovers jitter, recall and scores that were drawn', () => {
  const rng = createRng(5);
  const things = Array.from({ length: 3000 }, (_, i) => {
    const scale = 0.05 * Math.exp(rng.normal(0, 0.4));
    const box: XyxyBox = [300, 300, 400, 500];
    const [x1, y1, x2, y2] = box.map(
      (edge, e) => edge + rng.normal(0, scale) * (e % 2 ? 200 : 100),
    );
    const score = 1 / (1 + Math.exp(-rng.normal(1, 0.5)));
    const isFound = rng.chance(0.8);
    const found = detections(
      isFound ? [[x1, y1, x2, y2]] : [],
      isFound ? [0] : [],
      isFound ? [score] : [],
    );
    return explainBoxes(photoOf(i), found).things[0];
  });
  const { scale, spread } = fitJitter(things);
  expect(scale).toBeCloseTo(0.05, 2);
  expect(spread).toBeCloseTo(0.4, 1);
  const { recall, score } = fitFound(things, 1);
  const size = Math.log(Math.sqrt(100 * 200) / SIDE / 0.2);
  expect(1 / (1 + Math.exp(-recall[0] - recall[1] * size))).toBeCloseTo(0.8, 1);
  expect(score.true.logit[0] + score.true.logit[1] * size).toBeCloseTo(1, 1);
  expect(score.true.logit[2]).toBeCloseTo(0.5, 1);
});

test('recovers the error level of joints, and counts missing joints and skeletons', () => {
  const rng = createRng(6);
  const sigmas = [26, 25, 25, 35, 35, 79, 79, 72, 72, 62, 62, 107, 107, 87, 87, 89, 89];
  const photos = Array.from({ length: 400 }, (_, i) => photoOf(i));
  const found = photos.map(({ things }, i) => {
    const keypoints = new Float32Array(51);
    const level = 0.3 * Math.exp(rng.normal(0, 0.3));
    const scale = Math.sqrt(0.53 * 100 * 200);
    if (i % 4 > 0) {
      sigmas.forEach((sigma, k) => {
        const [x, y] = things[0].keypoints!.slice(3 * k, 3 * k + 2);
        const off = () => rng.normal(0, level) * ((2 * sigma) / 1000) * scale;
        if (k !== 16) keypoints.set([x + off(), y + off(), 0.8], 3 * k);
      });
    }
    return detections([things[0].box], [0], [0.9], keypoints);
  });
  const explained = photos.map((photo, i) => explainBoxes(photo, found[i]));
  const fitted = fitKeypoints(explained, found);
  expect(fitted.level).toBeCloseTo(0.3, 1);
  expect(fitted.levelSpread).toBeCloseTo(0.3, 1);
  expect(fitted.lost).toBeCloseTo(0.25, 6);
  expect(fitted.drop).toBeCloseTo(1 / 17, 3);
  expect(fitted.gross).toBeLessThan(0.01);
  expect(fitted.swap).toBe(0);
  expect(fitted.confidence.visible[0]).toBeCloseTo(logit(0.8), 3);
});

test('false boxes near people and elsewhere', () => {
  const found = detections(
    [
      [300, 300, 400, 500],
      [350, 350, 400, 450],
      [800, 800, 900, 900],
    ],
    [0, 41, 3],
    [0.9, 0.2, 0.2],
  );
  const { perPerson, perImage, size, classes } = fitFalse([explainBoxes(photoOf(0), found)]);
  expect([perPerson, perImage]).toEqual([1, 1]);
  expect(size[0]).toBeCloseTo(Math.log(0.5), 3);
  expect(classes).toEqual({ motorcycle: 1, cup: 1 });
});

test('false boxes have their place by the nearest joint, and the classes of the scene', () => {
  const photo = photoOf(0);
  const cup = { box: [700, 100, 740, 140] as XyxyBox, classId: 41, keypoints: null };
  const found = detections(
    [
      [310, 305, 330, 325],
      [800, 800, 900, 900],
      [800, 100, 900, 200],
    ],
    [41, 42, 3],
    [0.2, 0.2, 0.2],
  );
  const explained = explainBoxes({ ...photo, things: [...photo.things, cup] }, found);
  const { scene, places } = fitFalse([explained]);
  // The center (320, 315) is at joint 4, (320, 310).
  expect(places).toEqual({ cup: [4, 0, 0.04, 0.14, 0.14] });
  expect(scene).toEqual({ same: 0.3333, kin: 0.3333 });
});

test("echoes are boxes of an object's class on a part of it, and no false boxes", () => {
  const cup = { box: [700, 100, 740, 140] as XyxyBox, classId: 41, keypoints: null };
  const found = detections([[700, 100, 720, 120]], [41], [0.2]);
  const explained = [explainBoxes({ ...photoOf(0), things: [cup] }, found)];
  const { rate, score, size } = fitEchoes(explained);
  expect(rate).toBeGreaterThanOrEqual(1);
  expect(score[0]).toBeCloseTo(logit(0.2), 3);
  expect(size[0]).toBeCloseTo(Math.log(0.5), 3);
  expect(fitFalse(explained)).toMatchObject({ perImage: 0, places: {} });
  expect(fitEchoes([explainBoxes(photoOf(1), detections([], [], []))]).rate).toBe(0);
});

test('joints that the annotation lacks and that are found', () => {
  const photos = Array.from({ length: 200 }, (_, i) => photoOf(i)).map((photo) => ({
    ...photo,
    things: photo.things.map((thing) => ({
      ...thing,
      keypoints: thing.keypoints!.map((value, i) => (Math.floor(i / 3) === 16 ? 0 : value)),
    })),
  }));
  const found = photos.map(({ things: [{ box, keypoints }] }, i) => {
    const pose = Float32Array.from(keypoints!, (value, at) =>
      at % 3 === 2 ? value && 0.8 : value,
    );
    if (i % 4 === 0) pose.set([380, 400, 0.3], 48);
    return detections([box], [0], [0.9], pose);
  });
  const { unlabelled } = fitKeypoints(
    photos.map((photo, i) => explainBoxes(photo, found[i])),
    found,
  );
  expect(unlabelled.rate).toMatchObject({ right_ankle: 0.25, left_ankle: 0.25, nose: 0 });
  expect(unlabelled.confidence[0]).toBeCloseTo(logit(0.3), 3);
  expect(unlabelled.spread.right_ankle).toBeGreaterThan(0);
});

test('classes that were never confused are confused within their super-category', () => {
  const { confusions, duplicates } = fitWrongClasses([
    explainBoxes(
      { ...photoOf(0), things: [{ box: [0, 0, 9, 9], classId: 41, keypoints: null }] },
      detections([[0, 0, 9, 9]], [39], [0.5]),
    ),
  ]);
  expect([confusions.rate, duplicates.rate]).toEqual([1, 0]);
  expect(confusions.of.cup.bottle).toBeGreaterThan(1);
  expect(Object.keys(confusions.of.car)).toContain('truck');
  expect(Object.keys(confusions.of.car)).not.toContain('person');
});

test('statistics of few numbers', () => {
  expect(normalOf([])).toEqual([0, 0]);
  expect(normalOf([1, 3])).toEqual([2, 1]);
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(lineOf([0, 1, 2], [1, 3, 5])).toEqual([1, 2, 0]);
  expect(lineOf([1, 1], [2, 4])).toEqual([3, 0, 1]);
});
