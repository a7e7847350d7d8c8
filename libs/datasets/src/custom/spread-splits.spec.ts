import { spreadSplits, withSplits } from './spread-splits';

it.each([
  [0, []],
  [1, ['train']],
  [2, ['train', 'test']],
  [3, ['train', 'validation', 'test']],
  [6, ['train', 'train', 'train', 'validation', 'test', 'train']],
])('of %d images has a split for each', (count, splits) => {
  expect(spreadSplits(count)).toEqual(splits);
});

it('keeps splits that are named and counts the others alone', () => {
  const { images, chosen } = withSplits([{}, { split: 'test' } as const, {}, {}]);
  expect(images.map(({ split }) => split)).toEqual(['train', 'test', 'validation', 'test']);
  expect(chosen).toEqual(['train', 'validation', 'test']);
});
