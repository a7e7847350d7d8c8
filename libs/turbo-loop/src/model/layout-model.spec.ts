import { createRng } from '@turbo-hoi/core';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { layoutConfig, layoutInput, layoutModel, type LayoutScene } from '../testing/layout';
import { randomScene, sceneBatch, type SceneClasses } from '../testing/scenes';
import { useWasm } from '../testing/use-wasm';

useWasm();

const model = () => {
  const built = layoutModel();
  // Parameters that start at 0 hide what depends on them.
  const rng = createRng(7);
  for (const [name, variable] of built.parameters.entries()) {
    if (!/(score|change|places)/.test(name)) continue;
    const values = Array.from({ length: variable.size }, () => 0.3 * rng.normal());
    variable.assign(tf.tensor(values, variable.shape));
  }
  return built;
};

/** Numbers of a scene's people, detections and pairs after two stages. */
function run(scene: LayoutScene, built = model()) {
  return tf.tidy(() => {
    const { images, people, ...around } = layoutInput(scene);
    const valid = tf.ones<tf.Rank.R1>([scene.own.length]);
    const context = { training: false, rng: createRng(0), valid };
    const stages = built.stages(built.features(images), people, context, around);
    const { hoi, pose } = stages[2];
    const numbers = (x: tf.Tensor) => Array.from(x.dataSync());
    return {
      pairs: numbers(hoi!.pairs!.actions),
      actions: numbers(hoi!.out.actions),
      points: numbers(pose!.points!),
    };
  });
}

function gradients(scene: LayoutScene, training = true) {
  const built = model();
  const batch = sceneBatch(scene);
  const { value, grads } = tf.variableGrads(
    () => built.loss(batch, { training, rng: createRng(0) }).total,
    [...built.parameters.trainable().values()],
  );
  return [value, ...Object.values(grads)].flatMap((x) => Array.from(x.dataSync()));
}

const allFinite = (numbers: readonly number[]) => numbers.every(Number.isFinite);

describe.each<[string, SceneClasses]>([
  ['no people and no objects', [[-1]]],
  ['one person alone', [[0]]],
  ['one object alone', [[1]]],
  ['images in between without detections', [[0, 1], [], [], [0, 2, 1], []]],
  ['padding rows beside detections', [[0, 1, -1, -1], [-1]]],
])('%s', (_, classes) => {
  const scene = randomScene(classes);

  it('has finite outputs', () => {
    const { pairs, actions, points } = run(scene);
    expect(pairs).toHaveLength(4 * scene.pairs.person.length);
    expect(allFinite([...pairs, ...actions, ...points])).toBe(true);
  });

  it('has a finite loss and gradients', () => {
    expect(allFinite(gradients(scene))).toBe(true);
  });
});

it('predicts for images without any row of people', () => {
  const scene = { ...randomScene([[1, 2], []]), own: [] };
  expect(run(scene)).toEqual({ pairs: [], actions: [], points: [] });
});

it('runs on 100 people and 40 objects of an image', () => {
  const scene = randomScene([[...Array(100).fill(0), ...Array(40).fill(1)]]);
  const { person, object } = scene.pairs;
  const withObjects = person.flatMap((_, i) => (object[i] >= 100 ? [i] : []));
  const pairs = {
    person: withObjects.map((i) => person[i]),
    object: withObjects.map((i) => object[i]),
  };
  const { pairs: logits } = run({ ...scene, pairs });
  expect(logits).toHaveLength(4 * 4000);
  expect(allFinite(logits)).toBe(true);
});

it('guesses the joints of people without a skeleton, with a low confidence', () => {
  const scene = randomScene([[0, 1]]);
  const { points, pairs } = run({ ...scene, keypoints: scene.keypoints.map(() => 0) });
  expect(allFinite(pairs)).toBe(true);
  const confidences = points.slice(34);
  expect(Math.max(...confidences)).toBeLessThanOrEqual(0.2);
  expect(Math.min(...confidences)).toBeGreaterThan(0);
});

it('an image has the same results alone and in a batch', () => {
  const built = model();
  const images: SceneClasses = [
    [0, 1, 0, 2, 1],
    [0, 2],
    [1, 0, 0, 0],
  ];
  const together = run(randomScene(images), built);
  const alone = images.map((classes, image) =>
    // The other images are empty, so that rows have the same random numbers.
    run(randomScene(images.map((_, i) => (i === image ? classes : []))), built),
  );
  for (const part of ['pairs', 'actions', 'points'] as const) {
    expectClose(
      together[part],
      alone.flatMap((one) => one[part]),
    );
  }
});

it('padding rows do not change the results of the detections', () => {
  const built = model();
  const padded = run(randomScene([[0, 1, 2, -1, -1]]), built);
  const plain = run(randomScene([[0, 1, 2]]), built);
  expectClose(padded.pairs, plain.pairs);
  expectClose(padded.points, plain.points);
});

it('a NaN in one image does not reach the others', () => {
  const scene = randomScene([[0, 1], [0, 2, 1], [0]]);
  const boxes = scene.boxes.slice().fill(NaN, 0, 8);
  const [whole, broken] = [run(scene), run({ ...scene, boxes })];
  expect(broken.pairs.slice(0, 4).every(Number.isNaN)).toBe(true);
  expectClose(broken.pairs.slice(4), whole.pairs.slice(4));
  expectClose(broken.actions.slice(4), whole.actions.slice(4));
});

it('a class that the training split never shows for an action has a probability of 0 there', () => {
  const { pairs } = run(randomScene([[0, 1]]));
  const [stand, hitWith, hit] = pairs.map((logit) => 1 / (1 + Math.exp(-logit)));
  expect([stand, hitWith].every((p) => p < 1e-9)).toBe(true);
  expect(hit).toBeGreaterThan(1e-3);
});

it('leaves no tensor behind in prediction, in training and with dropout', () => {
  const built = layoutModel({
    ...layoutConfig,
    stages: [{}, {}].map(() => ({
      hoi: { kind: 'pair-context', width: 6, pairWidth: 5, heads: 2, density: true },
      mask: { kind: 'channel' },
      pose: { kind: 'skeleton', channels: 6, hidden: 5 },
    })),
  });
  const scene = randomScene([
    [0, 1, 2],
    [0, 0],
  ]);
  run(scene, built);
  expectNoLeak(() => run(scene, built));
  const batch = sceneBatch(scene);
  const step = (seed: number) =>
    tf.variableGrads(
      () => built.loss(batch, { training: true, rng: createRng(seed) }).total,
      [...built.parameters.trainable().values()],
    );
  tf.dispose(step(0) as unknown as tf.TensorContainer);
  expectNoLeak(() => step(1));
});

it('repeats its dropout masks for equal seeds', () => {
  const built = layoutModel({
    ...layoutConfig,
    stages: [{ ...layoutConfig.stages![0], hoi: { kind: 'pair-context', heads: 2 } }],
  });
  const batch = sceneBatch(randomScene([[0, 1, 2]]));
  const loss = (seed: number) => {
    const { total } = built.loss(batch, { training: true, rng: createRng(seed) });
    return total.dataSync()[0];
  };
  expect(loss(1)).toBe(loss(1));
  expect(loss(1)).not.toBe(loss(2));
});

it('overfits the pairs of three images', () => {
  const built = layoutModel();
  const scene = randomScene([
    [0, 1, 0, 2, 1],
    [0, 2],
    [1, 0, 2, 0],
  ]);
  const batch = sceneBatch(scene);
  const optimizer = tf.train.adam(0.05);
  const variables = [...built.parameters.trainable().values()];
  const context = { training: true, rng: createRng(0) };
  for (let step = 0; step < 30; step++) {
    optimizer.minimize(() => built.loss(batch, context).total, false, variables);
  }
  const { pairs } = run(scene, built);
  const labels = batch.hoi.pairs!.labels.dataSync();
  const right = pairs.flatMap((logit, i) => {
    const { targetClasses } = built.dataset;
    const category = scene.classes[scene.pairs.object[Math.floor(i / 4)]];
    if (!targetClasses![i % 4].includes(category)) return [];
    const probability = 1 / (1 + Math.exp(-logit));
    return [labels[i] === 1 ? probability : 1 - probability];
  });
  expect(right.length).toBeGreaterThan(15);
  expect(Math.min(...right)).toBeGreaterThan(0.95);
});
