import type { Detector, Sample } from '@turbo-hoi/core';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { parseExperiment } from '../../config/parse-experiment';
import { type BatchModel, batchSource } from './batch-source';

const experiment = (more: object = {}) =>
  parseExperiment(
    {
      name: 'test',
      dataset: { kind: 'synthetic', size: 32, train: 5 },
      detector: { kind: 'annotated' },
      sampling: { images: 2, people: 3, proposals: 4 },
      ...more,
    },
    'test',
  );
const model = { heatmapSide: 28, padding: { multiple: 1, padColor: [0, 0, 0] } };
const composedOf = async (more?: object) =>
  composeExperiment(await createRunContainer([]), experiment(more));
const batchAt = async (
  composed: Parameters<typeof batchSource>[0],
  step: number,
  own: BatchModel = model,
) => {
  const batches = await batchSource(composed, own)(step);
  expect(batches).toHaveLength(1);
  return batches[0];
};
const source = async (more?: object) => batchSource(await composedOf(more), model);

test('a step has the configured sizes', async () => {
  const { shape, people, detection } = await batchAt(await composedOf(), 1);
  expect(shape).toEqual({ batch: 2, height: 32, width: 32 });
  expect(people.valid).toHaveLength(3);
  expect(detection.valid).toHaveLength(4);
});

test('proposals have the configured share of foreground', async () => {
  const foregroundOf = async (foreground: number) => {
    const composed = await composedOf({
      sampling: { images: 2, people: 3, proposals: 4, foreground },
    });
    return (await batchAt(composed, 1)).detection.classes.filter((index) => index > 0).length;
  };
  expect([await foregroundOf(0), await foregroundOf(0.25), await foregroundOf(1)]).toEqual([
    0, 1, 4,
  ]);
});

test('a batch for a model that needs objects has the configured number of them per image', async () => {
  const composed = await composedOf({
    sampling: { images: 2, people: 3, proposals: 4, objects: 5 },
  });
  const needs = { objects: true, pairs: true, detections: false };
  const { objects, pairs, ...rest } = await batchAt(composed, 1, { ...model, needs });
  expect(objects?.classes).toHaveLength(2 * 5);
  expect(pairs?.valid).toHaveLength(3 * 5);
  expect(await batchAt(composed, 1)).toEqual(rest);
  const steps = [2, 3, 4].map((step) => batchAt(composed, step, { ...model, needs }));
  const positives = (await Promise.all(steps)).flatMap((batch) => [...batch.pairs!.labels]);
  expect(Math.max(...positives)).toBe(1);
});

test('a batch for a stem that reads layouts has no pixels, and new simulated detections every epoch', async () => {
  const composed = await composedOf({
    dataset: { kind: 'synthetic', size: 32, train: 2 },
    detector: { kind: 'detection-noise' },
    augment: null,
    sampling: { images: 2, people: 8, proposals: 4, objects: 6, negativePeople: true },
  });
  const needs = { objects: true, pairs: true, detections: false, layout: true };
  const steps = [1, 2, 2].map((step) => batchAt(composed, step, { ...model, needs }));
  const [first, second, again] = await Promise.all(steps);
  expect(first.shape).toEqual({ batch: 2, height: 1, width: 1 });
  expect(first.objects!.classes).toHaveLength(2 * 6);
  expect([...first.layout!.sizes]).toEqual([32, 32, 32, 32]);
  expect(first.layout!.own).toHaveLength(first.people.valid.length);
  expect(second).toEqual(again);
  const sorted = ({ objects }: typeof first) => [...objects!.boxes].sort();
  expect(sorted(second)).not.toEqual(sorted(first));
});

test('a step depends on its number alone, not on earlier calls', async () => {
  const [first, second] = [await source(), await source()];
  for (const step of [1, 2]) await first(step);
  expect(await second(3)).toEqual(await first(3));
});

test('steps differ, and so do seeds', async () => {
  const imagesAt = async (step: number, seed = 0) =>
    (await batchAt(await composedOf({ seed }), step)).images;
  const images = await imagesAt(1);
  expect(await imagesAt(2)).not.toEqual(images);
  expect(await imagesAt(1, 1)).not.toEqual(images);
});

test('micro-steps share the images of a step, and its people and proposals in equal parts', async () => {
  const composed = await composedOf({ sampling: { images: 4, people: 6, proposals: 8 } });
  const { images } = await batchAt(composed, 1);
  const { experiment: whole } = composed;
  const inParts = { ...whole, sampling: { ...whole.sampling, accumulate: 2 } };
  const batches = await batchSource({ ...composed, experiment: inParts }, model)(1);
  expect(batches.map(({ shape }) => shape.batch)).toEqual([2, 2]);
  expect(batches.map(({ people }) => people.valid.length)).toEqual([3, 3]);
  expect(batches.map(({ detection }) => detection.valid.length)).toEqual([4, 4]);
  expect(Buffer.concat(batches.map((batch) => batch.images))).toEqual(Buffer.from(images));
});

test('micro-steps that cannot share equally are refused', () => {
  expect(() =>
    experiment({ sampling: { images: 4, people: 6, proposals: 9, accumulate: 2 } }),
  ).toThrow(/sampling\.accumulate: expected a divisor of images, people and proposals/);
});

test('images are unchanged without augmentation', async () => {
  const composed = await composedOf({ augment: null });
  const { images } = await batchAt(composed, 1);
  const samples = await Promise.all(
    [0, 1, 2, 3, 4].map((index) => composed.dataset.split('train').sample(index)),
  );
  expect(samples.some(({ image }) => image.data.every((v, i) => v === images[i]))).toBe(true);
});

test('images are resized and padded as the experiment and the stem require', async () => {
  const input = { shortSide: 20, longSide: 40 };
  const padding = { multiple: 8, padColor: [128, 128, 128] };
  const composed = await composedOf({ augment: null, input });
  const { shape, images, people } = await batchAt(composed, 1, { ...model, padding });
  expect(shape).toEqual({ batch: 2, height: 24, width: 24 });
  expect([...images.subarray(3 * 20, 3 * 24)]).toEqual(Array(12).fill(128));
  expect(Math.max(...people.boxes)).toBeLessThanOrEqual(20);
});

describe('a detector whose proposals may be cached', () => {
  /** Detects every person, and records its input images. */
  const remembering = (cacheKey: string | undefined) => {
    const seen: Sample[] = [];
    const detector: Detector = {
      cacheKey,
      propose: async (sample) => {
        seen.push(sample);
        return {
          boxes: Float32Array.from(sample.people.flatMap(({ box }) => [...box])),
          scores: new Float32Array(sample.people.length).fill(1),
          classes: new Int32Array(sample.people.length),
        };
      },
    };
    return { detector, seen };
  };
  const augment = { flip: 1, channelShuffle: 0, brightness: [0.5, 0.5] };
  const batchWith = async (detector: Detector) =>
    batchAt({ ...(await composedOf({ augment })), detector }, 1);

  test('receives images before augmentation, and its proposals are mirrored with them', async () => {
    const [kept, others] = [remembering('exact'), remembering(undefined)];
    const batch = await batchWith(kept.detector);
    expect(batch).toEqual(await batchWith(others.detector));
    const { dataset } = await composedOf({ augment });
    const originals = await Promise.all(
      kept.seen.map(({ imageId }) => dataset.split('train').sample((imageId - 1) / 3)),
    );
    expect(kept.seen).toEqual(originals);
    expect(others.seen).not.toEqual(originals);
  });

  test('is asked once the proposals of an image are prepared', async () => {
    const { detector, seen } = remembering('exact');
    const composed = { ...(await composedOf({ augment })), detector };
    const asked: number[] = [];
    const prepare = async (index: number) => {
      asked.push(index);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(seen.map(({ imageId }) => (imageId - 1) / 3)).not.toContain(index);
    };
    await batchSource(composed, model, undefined, prepare)(1);
    expect(seen.map(({ imageId }) => (imageId - 1) / 3)).toEqual(asked);
    const others = { ...composed, detector: remembering(undefined).detector };
    await batchSource(others, model, undefined, prepare)(1);
    expect(asked).toHaveLength(2);
  });
});

test('workers together prepare the batches of one worker, each with its own images', async () => {
  const sampling = { images: 4, people: 8, proposals: 8, accumulate: 4 };
  const composed = await composedOf({ sampling });
  const alone = await batchSource(composed, model)(3);
  const split = composed.dataset.split('train');
  const reads = jest.spyOn(split, 'sample');
  const counted = { ...composed, dataset: { ...composed.dataset, split: () => split } };
  const shards = [0, 1].map((rank) => batchSource(counted, model, { rank, of: 2 }));
  const [first] = await Promise.all([shards[0](3)]);
  expect(reads).toHaveBeenCalledTimes(2);
  expect([...first, ...(await shards[1](3))]).toEqual(alone);
  expect(() => batchSource(composed, model, { rank: 0, of: 3 })).toThrow('a multiple of 3');
});

test('decodes no image where neither the stem nor the detector reads pixels', async () => {
  const composed = await composedOf({ detector: { kind: 'detection-noise', noise: 'none' } });
  const split = composed.dataset.split('train');
  const reads = jest.spyOn(split, 'sample');
  const counted = { ...composed, dataset: { ...composed.dataset, split: () => split } };
  const layout = { ...model, needs: { layout: true } };
  const [blind] = await batchSource(counted, layout)(1);
  expect(reads).not.toHaveBeenCalled();
  const [seeing] = await batchSource({ ...counted, readsNoPixels: false }, layout)(1);
  expect(reads).toHaveBeenCalledTimes(2);
  expect(blind).toEqual(seeing);
});
