import {
  createRng,
  type DatasetSplit,
  type Detector,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { TrainingPrior } from '@turbo-hoi/evaluation';
import * as tf from '@tensorflow/tfjs';
import { noise, tinyDataset, tinyMetrics, tinyModel, tinyStage } from '../testing/tiny-model';
import { evaluateModel, type EvaluationOptions } from './evaluate-model';

function sampleAt(index: number): Sample {
  const image = noise(index);
  const size = { width: image.width, height: image.height };
  const box: XyxyBox = [2 + index, 2, 16 + index, 22];
  const keypoints = new Float32Array(51).map((_, i) => (i % 3 === 2 ? 2 : 4 + (i % 9) + index));
  const interactions = [index % 2 ? { column: 0, object: null } : { column: 2, object: 0 }];
  return {
    imageId: index,
    ...size,
    image,
    people: [{ annotationId: index, box, area: 250, keypoints, interactions }],
    objects: [{ annotationId: 100 + index, box: [20, 4, 28, 12], category: 1 }],
  };
}

const split = (size: number): DatasetSplit => ({
  size,
  sample: async (i) => sampleAt(i),
  annotations: async (i) => sampleAt(i),
});

/** Detects all annotated boxes, slightly shifted. */
const detector: Detector = {
  propose: async ({ people, objects }, rng) => {
    // Later images finish first: the detections of one image must not depend on another.
    await new Promise((resolve) => setTimeout(resolve, 4 - people[0].annotationId));
    const boxes = [...people, ...objects].flatMap(({ box }) => box.map((x) => x + rng.normal()));
    return {
      boxes: Float32Array.from(boxes),
      scores: Float32Array.of(0.9, 0.7),
      classes: Int32Array.of(0, 1),
    };
  },
};

const baseline = new TrainingPrior(tinyDataset.actions, tinyDataset.keypoints);
for (let i = 0; i < 4; i++) baseline.add(sampleAt(i));

const model = tinyModel();
const evaluate = (more: Partial<EvaluationOptions> = {}) =>
  evaluateModel({
    model,
    split: split(4),
    detector,
    rng: createRng(0),
    prior: baseline.finish(),
    metrics: tinyMetrics(),
    ...more,
  });

test('scores every stage and the training prior', async () => {
  const { stages, prior, columns } = await evaluate();
  expect(columns.map(({ key }) => key)).toEqual([
    'apAgent',
    'apRole',
    'apRoleScenario2',
    'apKp50',
    'apKp',
    'pckHidden',
  ]);
  expect(stages.map(({ stage }) => stage)).toEqual([0, 1, 2]);
  expect(stages[0].scores).toMatchObject({
    apAgent: null,
    apRole: null,
    apKp50: expect.any(Number),
  });
  for (const { scores } of [stages[1], stages[2], prior]) {
    for (const ap of [scores.apAgent, scores.apRole, scores.apKp50]) {
      expect(ap).toBeGreaterThanOrEqual(0);
      expect(ap).toBeLessThanOrEqual(100);
    }
  }
});

test('returns scores that do not depend on the batch size', async () => {
  const together = await evaluate();
  const one = await evaluate({ batch: 1 });
  together.stages.forEach(({ scores: { apAgent, apRole, apKp50, pckHidden } }, n) => {
    expect(one.stages[n].scores).toMatchObject({ apAgent, apRole, pckHidden });
    expect(one.stages[n].scores.apKp50).toBeCloseTo(apKp50!, 6);
  });
  expect(one.prior).toEqual(together.prior);
});

test('calls onPrediction once per image, in order, and onBatch after each forward pass', async () => {
  const seen: number[] = [];
  const done: [number, number][] = [];
  await evaluate({
    batch: 3,
    onBatch: (...counts) => done.push(counts),
    onPrediction: ({ imageId }, prediction) => {
      expect(prediction.imageId).toBe(imageId);
      seen.push(imageId);
    },
  });
  expect(seen).toEqual([0, 1, 2, 3]);
  expect(done).toEqual([
    [3, 4],
    [4, 4],
  ]);
});

test('converts predictions of resized images to pixels of the sample', async () => {
  const double = (box: XyxyBox) => box.map((x) => 2 * x) as unknown as XyxyBox;
  const resize = async (sample: Sample): Promise<Sample> => ({
    ...sample,
    width: 64,
    height: 48,
    image: noise(sample.imageId, 64, 48),
    people: sample.people.map((person) => ({ ...person, box: double(person.box) })),
    objects: sample.objects.map((object) => ({ ...object, box: double(object.box) })),
  });
  const propose = async ({ people }: Sample) => ({
    boxes: Float32Array.from(people[0].box),
    scores: Float32Array.of(0.9),
    classes: Int32Array.of(0),
  });
  const onPrediction: EvaluationOptions['onPrediction'] = (sample, { personBoxes, stages }) => {
    expect([...personBoxes]).toEqual([...sample.people[0].box]);
    const [left, , right] = personBoxes;
    stages[2].keypoints!.forEach((x, i) => {
      if (i % 3 === 0) expect(x).toBeGreaterThanOrEqual(left);
      if (i % 3 === 0) expect(x).toBeLessThanOrEqual(right);
    });
  };
  await evaluate({ resize, detector: { propose }, onPrediction });
  expect.assertions(4 * (1 + 2 * 17));
});

test('stops between forward passes on the abort signal', async () => {
  const abort = new AbortController();
  const onBatch = jest.fn(() => abort.abort(new Error('enough')));
  await expect(evaluate({ batch: 1, signal: abort.signal, onBatch })).rejects.toThrow('enough');
  expect(onBatch).toHaveBeenCalledTimes(1);
});

test('scores the actions of a model without pose estimation', async () => {
  const stage = { hoi: { ...tinyStage.hoi, kind: 'multi-task' }, pose: null };
  const { stages } = await evaluate({
    model: tinyModel({ initialPose: null, stages: [stage] }),
  });
  expect(stages[1].scores).toMatchObject({ apAgent: expect.any(Number), apKp50: null });
});

test('has no scores for no images', async () => {
  const { stages } = await evaluate({ split: split(0) });
  expect(stages.map(({ scores: { apRole, apKp50 } }) => [apRole, apKp50])).toEqual(
    stages.map(() => [null, null]),
  );
});

test('leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  await evaluate();
  expect(tf.memory().numTensors).toBe(before);
});
