import { PHOTOS_INFO, photosDataset } from './photos-dataset';

test("has COCO's class names in the order of their ids", () => {
  const { objectClasses, actions, keypoints } = PHOTOS_INFO;
  expect(objectClasses).toHaveLength(80);
  expect([objectClasses[0], objectClasses[30], objectClasses[79]]).toEqual([
    'person',
    'skis',
    'toothbrush',
  ]);
  expect(actions.columns).toEqual([]);
  expect(keypoints.names).toHaveLength(17);
});

test('has no images', async () => {
  const dataset = photosDataset.create({}, {});
  for (const name of ['train', 'validation', 'test'] as const) {
    const split = (await dataset).split(name);
    expect(split.size).toBe(0);
    await expect(split.sample(0)).rejects.toThrow(RangeError);
  }
});
