import { COCO_80, COCO_91 } from '@turbo-hoi/core';
import { mapClasses } from './map-classes';

test('matches names regardless of case and of `_` for a space', () => {
  const { classOf, unknown } = mapClasses(COCO_91, ['person', 'Sports_Ball', 'easel']);
  expect([...classOf].filter((index) => index >= 0)).toEqual([0, 1]);
  expect(classOf[COCO_91.indexOf('sports ball')]).toBe(1);
  expect(unknown).toEqual(['easel']);
});

test('refuses a data set that shares no class with the detector', () => {
  expect(() => mapClasses(COCO_80, ['easel', 'brush'])).toThrow(
    expect.objectContaining({ kind: 'config', message: expect.stringContaining('easel, brush') }),
  );
});
