import { COCO_KEYPOINTS, type Rng, type XyxyBox } from '@turbo-hoi/core';
import type { ExampleImage, ExamplePerson, LabelledBox } from '../src/index';
import { Canvas, color } from './fake-image';

/** Keypoints of a figure of height 1 around x = 0 with its feet at y = 1; image left is the figure's right. */
const FIGURE = [
  [0, 0.09],
  [0.02, 0.07],
  [-0.02, 0.07],
  [0.045, 0.085],
  [-0.045, 0.085],
  [0.1, 0.22],
  [-0.1, 0.22],
  [0.17, 0.36],
  [-0.17, 0.36],
  [0.2, 0.5],
  [-0.2, 0.5],
  [0.07, 0.52],
  [-0.07, 0.52],
  [0.09, 0.75],
  [-0.09, 0.75],
  [0.1, 0.97],
  [-0.1, 0.97],
] as const;

const SIDE = 7;
export const ACTIONS = ['stand', 'walk', 'run', 'kick', 'hold', 'throw', 'hit_obj', 'look'];
const TARGETLESS = 3;

/** A drawn image with one to three people; predictions approach the annotations with each stage. */
export function fakeExample(rng: Rng, index: number, stages: number, size = 128): ExampleImage {
  const image = new Canvas(size, size);
  image.scenery(rng);
  const ball: LabelledBox = { label: 'ball', box: square(rng, size, 0.07) };
  const racket: LabelledBox = { label: 'racket', box: square(rng, size, 0.1) };
  const count = 1 + (index % 3);
  const people = Array.from({ length: count }, (_, i) =>
    fakePerson(rng.fork('person', i), image, (i + 0.5) / count, stages, [ball, racket]),
  );
  for (const { box } of [ball, racket]) {
    const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
    image.limb(middle, middle, box[2] - box[0], color(rng));
  }
  return {
    title: `Test image ${1000 + index}`,
    image,
    layout: COCO_KEYPOINTS,
    people,
    objects: [ball, racket],
  };
}

function fakePerson(
  rng: Rng,
  image: Canvas,
  place: number,
  stages: number,
  objects: readonly LabelledBox[],
): ExamplePerson {
  const height = image.height * rng.uniform(0.5, 0.8);
  const [left, top] = [image.width * place, image.height * 0.95 - height];
  const joints = FIGURE.map(
    ([x, y]) =>
      [
        left + height * (x + rng.normal(0, 0.025)),
        top + height * (y + rng.normal(0, 0.02)),
      ] as const,
  );
  const [skin, cloth] = [color(rng), color(rng)];
  for (const [from, to] of COCO_KEYPOINTS.bones) {
    image.limb(joints[from], joints[to], height * 0.05, from < 5 || to < 5 ? skin : cloth);
  }
  image.limb(joints[0], joints[0], height * 0.13, skin);
  const box: XyxyBox = [left - 0.25 * height, top, left + 0.25 * height, top + height];
  const done = [rng.int(TARGETLESS), TARGETLESS + rng.int(ACTIONS.length - TARGETLESS)];
  const target = rng.pick(objects);
  return {
    box,
    truth: rng.chance(0.9)
      ? {
          box,
          keypoints: Float32Array.from(joints.flatMap(([x, y]) => [x, y, rng.int(3)])),
          actions: done.map((a) => ({
            name: ACTIONS[a],
            target: a < TARGETLESS ? null : target,
          })),
        }
      : null,
    stages: Array.from({ length: rng.chance(0.9) ? stages + 1 : 0 }, (_, stage) => {
      const error = height * (0.06 / (1 + stage));
      return {
        stage,
        keypoints: Float32Array.from(
          joints.flatMap(([x, y]) => [
            x + rng.normal(0, error),
            y + rng.normal(0, error),
            rng.uniform(0.05, 0.6),
          ]),
        ),
        actions:
          stage === 0
            ? null
            : ACTIONS.map((name, a) => ({
                name,
                score: 1 / (1 + Math.exp(rng.normal(done.includes(a) ? -stage : 2.5, 1))),
                target: a < TARGETLESS ? null : rng.chance(0.8) ? target : rng.pick(objects),
              })),
        attention: stage === 0 ? null : fakeMask(rng, stage),
      };
    }),
  };
}

function fakeMask(rng: Rng, stage: number): Float32Array {
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [dx, dy] = [(i % SIDE) - 2, Math.floor(i / SIDE) - 1 - stage];
    return 0.4 + 0.4 * Math.exp(-(dx * dx + dy * dy) / 6) + rng.uniform(0, 0.08);
  });
}

function square(rng: Rng, size: number, share: number): XyxyBox {
  const [x, y] = [rng.uniform(0.05, 0.85) * size, rng.uniform(0.2, 0.85) * size];
  return [x, y, x + share * size, y + share * size];
}
