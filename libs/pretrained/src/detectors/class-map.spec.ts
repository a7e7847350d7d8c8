import { mapClasses } from './class-map';
import { COCO_CLASSES } from './coco-classes';

test("knows COCO's 80 classes, each once", () => {
  expect(new Set(COCO_CLASSES).size).toBe(80);
  expect(['person', 'skis', 'toothbrush'].map((name) => COCO_CLASSES.indexOf(name))).toEqual([
    0, 30, 79,
  ]);
});

test('goes by name, whatever the case and the space', () => {
  const { classOf, unknown } = mapClasses(['person', 'Sports_Ball', 'easel']);
  expect(classOf[0]).toBe(0);
  expect(classOf[COCO_CLASSES.indexOf('sports ball')]).toBe(1);
  expect(classOf.filter((index) => index >= 0)).toHaveLength(2);
  expect(unknown).toEqual(['easel']);
});

test('a data set of which the models know nothing is refused', () => {
  expect(() => mapClasses(['easel', 'brush'])).toThrow(
    expect.objectContaining({ kind: 'config', message: expect.stringContaining('easel, brush') }),
  );
});
