import { COCO_80, COCO_91 } from './coco-classes';
import { mapClasses } from './map-classes';

test('COCO has 80 classes on 90 category ids', () => {
  expect([COCO_91.length, COCO_80.length, new Set(COCO_80).size]).toEqual([90, 80, 80]);
  // Ids count from 1.
  const ids = ['person', 'stop sign', 'dining table', 'toilet', 'toothbrush'];
  expect(ids.map((name) => COCO_91.indexOf(name) + 1)).toEqual([1, 13, 67, 70, 90]);
});

test('goes by name, whatever the case and the space', () => {
  const { classOf, unknown } = mapClasses(COCO_91, ['person', 'Sports_Ball', 'easel']);
  expect([...classOf].filter((index) => index >= 0)).toEqual([0, 1]);
  expect(classOf[COCO_91.indexOf('sports ball')]).toBe(1);
  expect(unknown).toEqual(['easel']);
});

test('a data set of which the detector knows nothing is refused', () => {
  expect(() => mapClasses(COCO_80, ['easel'])).toThrow(
    expect.objectContaining({ kind: 'config', message: expect.stringMatching(/easel/) }),
  );
});
