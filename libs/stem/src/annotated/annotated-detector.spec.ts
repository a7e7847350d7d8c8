import { boxAt, boxIou, createRng, type Sample, type XyxyBox } from '@turbo-hoi/core';
import { AnnotatedDetector } from './annotated-detector';
import { annotatedDetector } from './annotated-detector.plugin';

const defaults = annotatedDetector.schema['~standard'].validate({}) as {
  value: ConstructorParameters<typeof AnnotatedDetector>[0];
};
const detector = new AnnotatedDetector(defaults.value);
const [WIDTH, HEIGHT] = [160, 120];

function sampleOf(imageId: number, people: XyxyBox[], objects: XyxyBox[] = []): Sample {
  return {
    imageId,
    width: WIDTH,
    height: HEIGHT,
    image: { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT * 3) },
    people: people.map((box, i) => ({
      annotationId: i,
      box,
      area: 1,
      keypoints: null,
      interactions: null,
    })),
    objects: [
      // A person may be a target, and is then also listed among the objects.
      ...people.map((box, i) => ({ annotationId: i, box, category: 0 })),
      ...objects.map((box, i) => ({ annotationId: 100 + i, box, category: 1 + (i % 3) })),
    ],
  };
}

function randomBoxes(count: number, seed: number): XyxyBox[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => {
    const [w, h] = [rng.uniform(8, 60), rng.uniform(8, 60)];
    const [x, y] = [rng.uniform(0, WIDTH - w), rng.uniform(0, HEIGHT - h)];
    return [x, y, x + w, y + h];
  });
}

const { background } = defaults.value;
const [people, objects] = [randomBoxes(4, 1), randomBoxes(3, 2)];

test('returns a box for every person and object, and background boxes', async () => {
  const { boxes, scores, classes } = await detector.propose(
    sampleOf(1, people, objects),
    createRng(0),
  );
  expect([...classes].sort((a, b) => a - b)).toEqual(
    [...Array<number>(background).fill(-1), 0, 0, 0, 0, 1, 2, 3].sort((a, b) => a - b),
  );
  expect([boxes.length, scores.length]).toEqual([4 * classes.length, classes.length]);
});

test('lists the best first, background last', async () => {
  const { scores, classes } = await detector.propose(sampleOf(1, people, objects), createRng(0));
  expect([...scores]).toEqual([...scores].sort((a, b) => b - a));
  expect([...classes].slice(-background)).toEqual(Array(background).fill(-1));
  expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...scores)).toBeLessThanOrEqual(1);
});

test('equal generators give equal detections; another seed or image gives others', async () => {
  const find = (seed: number, imageId: number) =>
    detector.propose(sampleOf(imageId, people, objects), createRng(seed));
  const first = await find(0, 1);
  expect(await find(0, 1)).toEqual(first);
  expect(await find(1, 1)).not.toEqual(first);
  expect(await find(0, 2)).not.toEqual(first);
});

test('at least 95 % of the boxes have an IoU of 0.5 or more with the annotated ones', async () => {
  let [good, all] = [0, 0];
  for (let image = 0; image < 60; image++) {
    const known = [randomBoxes(5, 2 * image), randomBoxes(5, 2 * image + 1)];
    const { boxes, classes } = await detector.propose(
      sampleOf(image, known[0], known[1]),
      createRng(7),
    );
    const found = (person: boolean) =>
      [...classes.keys()].filter((i) => (person ? classes[i] === 0 : classes[i] > 0));
    known.forEach((annotated, which) =>
      annotated.forEach((box) => {
        const best = Math.max(...found(which === 0).map((i) => boxIou(box, boxAt(boxes, i))));
        all++;
        if (best >= 0.5) good++;
      }),
    );
  }
  expect(all).toBe(600);
  expect(good / all).toBeGreaterThanOrEqual(0.95);
});

test('boxes stay inside the image', async () => {
  const corners: XyxyBox[] = [
    [0, 0, 20, 30],
    [WIDTH - 20, HEIGHT - 30, WIDTH, HEIGHT],
  ];
  for (let seed = 0; seed < 20; seed++) {
    const { boxes } = await detector.propose(sampleOf(1, corners, corners), createRng(seed));
    boxes.forEach((edge, i) => {
      expect(edge).toBeGreaterThanOrEqual(0);
      expect(edge).toBeLessThanOrEqual(i % 2 === 0 ? WIDTH : HEIGHT);
    });
  }
});

test('an image without people and objects has only background boxes', async () => {
  const { classes } = await detector.propose(sampleOf(1, []), createRng(0));
  expect([...classes]).toEqual(Array(background).fill(-1));
});

test('without shifts the boxes are the annotated ones', async () => {
  const exact = new AnnotatedDetector({ shift: 0, scale: 0, edge: 0, background: 0 });
  const { boxes, classes } = await exact.propose(sampleOf(1, [people[0]]), createRng(0));
  expect([...classes]).toEqual([0]);
  boxes.forEach((edge, i) => expect(edge).toBeCloseTo(people[0][i], 4));
});
