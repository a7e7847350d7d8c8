import type { Dataset, Sample } from '@turbo-hoi/core';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { withTargetClasses } from './with-target-classes';
import { withoutImages } from './without-images';

const CUP = { annotationId: 7, box: [0, 0, 2, 2] as const, category: 1 };
const CHAIR = { annotationId: 8, box: [4, 0, 6, 2] as const, category: 2 };

const datasetOf = (samples: readonly Sample[], info = INFO): Dataset => ({
  info,
  split: (name) => ({
    size: name === 'train' ? samples.length : 0,
    annotations: async (index) => samples[index],
    sample: async (index) => samples[index],
  }),
});

const doing = (...interactions: readonly { column: number; object: number | null }[]) =>
  person([0, 0, 4, 4], { interactions });

test('collects the classes of the targets that the training split annotates', async () => {
  const { info } = await withTargetClasses(
    datasetOf([
      sampleOf([doing({ column: 3, object: 0 })], [CHAIR]),
      sampleOf([doing({ column: 3, object: 1 }, { column: 1, object: null })], [CHAIR, CUP]),
      sampleOf([person([0, 0, 4, 4], { interactions: null })], [CUP]),
    ]),
  );
  expect(info.targetClasses).toEqual([[], [], [], [1, 2]]);
});

test('leaves an info with target classes, and data sets without training images, unchanged', async () => {
  const described = datasetOf([sampleOf([])], { ...INFO, targetClasses: [[], [2], [1], [1]] });
  expect(await withTargetClasses(described)).toBe(described);
  const empty = withoutImages(INFO);
  expect(await withTargetClasses(empty)).toBe(empty);
});
