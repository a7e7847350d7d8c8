import { createRng, type Rng } from '@turbo-hoi/core';
import type { EvaluationFiles } from './evaluator-case';

const [WIDTH, HEIGHT] = [640, 480];
const KEYPOINTS = 17;
const CLASSES = 80;
const DETECTIONS = 100;

/** x, y, width, height. */
type Xywh = readonly number[];

/** Ground truth and results in COCO's formats: about 2 people an image, and as many poses near them as elsewhere. */
export function randomPoses(images: number): EvaluationFiles {
  const rng = createRng(1);
  const annotations: object[] = [];
  const results: object[] = [];
  for (let image = 1; image <= images; image++) {
    const people = Array.from({ length: 1 + rng.int(4) }, () => randomPerson(rng));
    for (const person of people) {
      annotations.push({ id: annotations.length + 1, image_id: image, category_id: 1, ...person });
      results.push({ ...pose(person, 0.03, rng), image_id: image, category_id: 1 });
    }
    for (let i = 0; i < people.length; i++)
      results.push({ ...pose(randomPerson(rng), 0.1, rng), image_id: image, category_id: 1 });
  }
  return { truth: truthOf(images, annotations, ['person']), results };
}

/** Ground truth and results in COCO's formats: about 7 objects of 80 classes an image, and 100 detections. */
export function randomBoxes(images: number): EvaluationFiles {
  const rng = createRng(2);
  const annotations: object[] = [];
  const results: object[] = [];
  for (let image = 1; image <= images; image++) {
    const objects = Array.from({ length: 4 + rng.int(7) }, () => {
      const bbox = randomBox(rng);
      return { category_id: 1 + rng.int(CLASSES), bbox, area: bbox[2] * bbox[3], iscrowd: 0 };
    });
    for (const object of objects)
      annotations.push({ id: annotations.length + 1, image_id: image, ...object });
    for (let i = 0; i < DETECTIONS; i++) {
      const near = objects[i];
      const bbox = near ? shifted(near.bbox, rng) : randomBox(rng);
      const category_id = near?.category_id ?? 1 + rng.int(CLASSES);
      results.push({ image_id: image, category_id, bbox, score: rng.next() });
    }
  }
  const names = Array.from({ length: CLASSES }, (_, i) => `class ${i}`);
  return { truth: truthOf(images, annotations, names), results };
}

function truthOf(images: number, annotations: readonly object[], names: readonly string[]) {
  return {
    info: {},
    images: Array.from({ length: images }, (_, i) => ({ id: i + 1, width: WIDTH, height: HEIGHT })),
    annotations,
    categories: names.map((name, i) => ({ id: i + 1, name })),
  };
}

function randomPerson(rng: Rng) {
  const bbox = randomBox(rng);
  const [x, y, width, height] = bbox;
  const keypoints = Array.from({ length: KEYPOINTS }, () =>
    rng.chance(0.7) ? [x + rng.uniform(0, width), y + rng.uniform(0, height), 2] : [0, 0, 0],
  );
  return {
    bbox,
    area: width * height * 0.6,
    iscrowd: 0,
    num_keypoints: keypoints.filter(([, , v]) => v > 0).length,
    keypoints: keypoints.flat(),
  };
}

/** A person's joints, each off by a share of the box. */
function pose({ bbox, keypoints }: ReturnType<typeof randomPerson>, share: number, rng: Rng) {
  const error = share * Math.sqrt(bbox[2] * bbox[3]);
  const joints = keypoints.map((value, i) => (i % 3 === 2 ? 1 : value + error * rng.normal()));
  return { keypoints: joints, score: rng.next() };
}

function randomBox(rng: Rng): Xywh {
  const [width, height] = [rng.uniform(10, WIDTH / 2), rng.uniform(10, HEIGHT / 2)];
  return [rng.uniform(0, WIDTH - width), rng.uniform(0, HEIGHT - height), width, height];
}

function shifted([x, y, width, height]: Xywh, rng: Rng): Xywh {
  const off = 0.05 * Math.sqrt(width * height);
  return [x + off * rng.normal(), y + off * rng.normal(), width, height];
}
