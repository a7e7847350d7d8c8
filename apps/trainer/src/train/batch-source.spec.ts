import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { parseExperiment } from '../config/parse-experiment';
import { batchSource } from './batch-source';

const experiment = (more: object = {}) =>
  parseExperiment(
    {
      name: 'test',
      dataset: { kind: 'synthetic', size: 32, train: 5 },
      sampling: { images: 2, people: 3, proposals: 4 },
      ...more,
    },
    'test',
  );
const source = async (more?: object) =>
  batchSource(await composeExperiment(await createRunContainer([]), experiment(more)), 28);

test('a step has the configured sizes', async () => {
  const { shape, people, detection } = await (await source())(1);
  expect(shape).toEqual({ batch: 2, height: 32, width: 32 });
  expect(people.valid).toHaveLength(3);
  expect(detection.valid).toHaveLength(4);
});

test('a step depends on its number alone, not on what was asked before', async () => {
  const [first, second] = [await source(), await source()];
  for (const step of [1, 2]) await first(step);
  expect(await second(3)).toEqual(await first(3));
});

test('steps differ, and so do seeds', async () => {
  const batchAt = await source();
  const { images } = await batchAt(1);
  expect((await batchAt(2)).images).not.toEqual(images);
  expect((await (await source({ seed: 1 }))(1)).images).not.toEqual(images);
});

test('without augmentation images are those of the data set', async () => {
  const composed = await composeExperiment(
    await createRunContainer([]),
    experiment({ augment: null }),
  );
  const { images } = await batchSource(composed, 28)(1);
  const samples = await Promise.all(
    [0, 1, 2, 3, 4].map((index) => composed.dataset.split('train').sample(index)),
  );
  expect(samples.some(({ image }) => image.data.every((v, i) => v === images[i]))).toBe(true);
});
