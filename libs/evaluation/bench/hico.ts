// Time and memory of HicoEvaluator for random pairs in the size of HICO-DET's test set.
import { createRng } from '@turbo-hoi/core';
import { HicoEvaluator } from '../src';

const [IMAGES, HOIS, OBJECTS, PAIRS] = [9_658, 600, 80, 2_000_000];

const rng = createRng(1);
const evaluator = new HicoEvaluator(
  Array.from({ length: HOIS }, (_, hoi) => ({
    object: Math.floor((hoi * OBJECTS) / HOIS),
    trainingPairs: rng.int(40),
  })),
);

let seconds = 0;
let pairs = 0;
for (let left = IMAGES; left > 0; left--) {
  const truth = randomPairs(1 + rng.int(8));
  const count = Math.round((PAIRS - pairs) / left);
  const detections = detectionsNear(truth, count);
  pairs += count;
  seconds += timed(() => evaluator.add(truth, detections));
}
const ranking = timed(() => evaluator.result());
console.log(`${pairs} pairs of ${HOIS} HOIs in ${IMAGES} images`);
console.log(`adding ${seconds.toFixed(1)} s, ranking ${ranking.toFixed(1)} s of processor time`);
console.log(`${Math.round(process.resourceUsage().maxRSS / 1000)} MB at most`);

function randomPairs(count: number) {
  return {
    hois: Int32Array.from({ length: count }, () => rng.int(HOIS)),
    humanBoxes: Float64Array.from(Array.from({ length: count }, randomBox).flat()),
    objectBoxes: Float64Array.from(Array.from({ length: count }, randomBox).flat()),
  };
}

/** Half of them have the interaction of the pair nearby. */
function detectionsNear(truth: ReturnType<typeof randomPairs>, count: number) {
  const near = Array.from({ length: count }, () => rng.int(truth.hois.length));
  const shifted = (boxes: Float64Array) =>
    Float64Array.from(
      near.flatMap((pair) => [...boxes.subarray(4 * pair, 4 * pair + 4)]),
      (value) => value + rng.uniform(-10, 10),
    );
  return {
    hois: Int32Array.from(near, (pair) => (rng.chance(0.5) ? truth.hois[pair] : rng.int(HOIS))),
    humanBoxes: shifted(truth.humanBoxes),
    objectBoxes: shifted(truth.objectBoxes),
    scores: Float64Array.from(near, () => rng.next()),
  };
}

function randomBox(): number[] {
  const [x, y] = [rng.uniform(1, 400), rng.uniform(1, 300)];
  return [x, y, x + rng.uniform(20, 200), y + rng.uniform(20, 150)];
}

function timed(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
