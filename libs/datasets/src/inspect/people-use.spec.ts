import type { PersonAnnotation } from '@turbo-hoi/core';
import { person } from '../testing/sample-fixture';
import { PeopleUse } from './people-use';

const one = (more: Partial<PersonAnnotation>) =>
  person([0, 0, 4, 4], { interactions: null, ...more });
const keypoints = Float32Array.of(1, 1, 2, 0, 0, 0);
const acting = one({ interactions: [{ column: 0, object: null }] });

function problem(images: readonly (readonly PersonAnnotation[])[], actions = 2) {
  const use = new PeopleUse(actions);
  for (const people of images) use.add({ people });
  return use.problem();
}

test.each<[string, (readonly PersonAnnotation[])[], string | null]>([
  ['no image', [], 'has no images'],
  ['nobody', [[], []], 'has no person in its 2 images'],
  [
    'crowds alone',
    [[{ ...acting, crowd: true }]],
    'has only groups with one box (crowd) for its 1',
  ],
  ['bare boxes', [[one({})]], 'has neither keypoints nor actions of its 1 people'],
  ['people who do nothing', [[one({ interactions: [] })]], 'has no action of its 1 people, and no'],
  [
    'poses without actions',
    [[one({ interactions: [], keypoints })]],
    'has no action of its 1 people',
  ],
  ['poses of a data set of poses', [[one({ keypoints })]], null],
  ['an action', [[acting, one({})]], null],
])('of %s', (_, images, expected) => {
  if (expected === null) expect(problem(images)).toBeNull();
  else expect(problem(images)).toContain(expected);
});

test('where there are no actions, people without one are no problem', () => {
  expect(problem([[one({ interactions: [], keypoints })]], 0)).toBeNull();
});
