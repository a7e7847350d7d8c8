import { createRng, type ImageAnnotations } from '@turbo-hoi/core';
import { person } from '../testing/sample-fixture';
import { SampleChooser } from './choose-samples';

function showing(...columns: number[]): ImageAnnotations {
  const interactions = columns.map((column) => ({ column, object: null }));
  const people = [person([0, 0, 1, 1], { interactions })];
  return { imageId: 0, width: 2, height: 2, people, objects: [] };
}

function choose(images: readonly ImageAnnotations[], limit?: number, seed = 0) {
  const chooser = new SampleChooser(createRng(seed), limit);
  images.forEach((image, index) => chooser.add('train', index, image));
  return chooser.choose().map(({ index }) => index);
}

const COMMON = Array.from({ length: 200 }, () => showing(0));

it('shows every action, however rare', () => {
  const images = [...COMMON, showing(1), ...COMMON, showing(2)];
  expect(choose(images, 5)).toEqual(expect.arrayContaining([200, 401]));
  expect(choose(images, 5)).toHaveLength(5);
});

it('prefers an image that shows several actions', () => {
  expect(choose([showing(1), showing(2), showing(1, 2)], 1)).toEqual([2]);
});

it('exceeds its default for many actions but not a limit', () => {
  const images = Array.from({ length: 90 }, (_, column) => showing(column));
  expect(choose(images)).toHaveLength(90);
  expect(choose(images, 60)).toHaveLength(60);
  expect(choose(COMMON)).toHaveLength(60);
});

it('takes all of a small data set, each once and in order', () => {
  expect(choose([showing(0), showing(1), showing()], 10)).toEqual([0, 1, 2]);
});

it('shows people without action labels, but no empty image', () => {
  const unlabelled = { ...showing(), people: [person([0, 0, 1, 1], { interactions: null })] };
  expect(choose([unlabelled, { ...showing(), people: [] }])).toEqual([0]);
});

it('shows nothing at a limit of 0', () => {
  expect(choose(COMMON, 0)).toEqual([]);
});

it('depends on the seed alone', () => {
  expect(choose(COMMON, 9, 1)).toEqual(choose(COMMON, 9, 1));
  expect(choose(COMMON, 9, 1)).not.toEqual(choose(COMMON, 9, 2));
});

it('groups by split in the order of arrival', () => {
  const chooser = new SampleChooser(createRng(0));
  for (const split of ['train', 'test'] as const) {
    for (const index of [0, 1]) chooser.add(split, index, showing(split === 'train' ? 0 : index));
  }
  expect(chooser.choose().map(({ split, index }) => `${split} ${index}`)).toEqual([
    'train 0',
    'train 1',
    'test 0',
    'test 1',
  ]);
});
