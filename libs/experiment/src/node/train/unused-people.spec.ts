import type { DatasetSplit, PersonAnnotation } from '@turbo-hoi/core';
import { unusedPeople } from './unused-people';

const person = (more: Partial<PersonAnnotation>): PersonAnnotation => ({
  annotationId: 1,
  box: [0, 0, 1, 1],
  area: 1,
  keypoints: null,
  interactions: null,
  ...more,
});
const posed = Float32Array.of(1, 1, 2);
const splitOf = (...images: readonly (readonly PersonAnnotation[])[]): DatasetSplit => ({
  size: images.length,
  annotations: async (index) => ({
    imageId: index,
    width: 8,
    height: 8,
    people: images[index],
    objects: [],
  }),
  sample: () => Promise.reject(new Error('reads no pixels')),
});

test('counts people that train a part, and those that train nothing', async () => {
  const whole = person({ keypoints: posed, interactions: [] });
  const line = await unusedPeople(
    splitOf(
      [whole, person({}), person({ keypoints: Float32Array.of(0, 0, 0) })],
      [person({ keypoints: posed }), person({ interactions: [] }), { ...whole, crowd: true }],
    ),
  );
  expect(line).toBe(
    'Of 6 annotated people of the training split, 2 have neither actions nor keypoints and are left out; ' +
      '1 are groups with one box (crowd) and are left out; 1 have no annotated actions and train poses alone; ' +
      '1 have no keypoints and train actions alone.',
  );
});

test('mentions nothing where everybody trains what the split has', async () => {
  expect(await unusedPeople(splitOf())).toBeNull();
  expect(await unusedPeople(splitOf([person({ interactions: [] })]))).toBeNull();
  expect(await unusedPeople(splitOf([person({ keypoints: posed })]))).toBeNull();
});
