import { COCO_80, COCO_91 } from '@turbo-hoi/core';
import { classOutputs } from './class-outputs';

test("91 outputs are COCO's category ids, 81 its classes, matched by name", () => {
  const classes = ['person', 'tennis_racket', 'easel'];
  expect(classOutputs(91, classes)).toEqual({
    outputs: 91,
    outputOf: Int32Array.of(1, 43, -1),
    unknown: ['easel'],
  });
  expect([...classOutputs(81, classes).outputOf]).toEqual([1, 39, -1]);
  expect([1 + COCO_91.indexOf('tennis racket'), 1 + COCO_80.indexOf('tennis racket')]).toEqual([
    43, 39,
  ]);
});

test('as many outputs as the data set has classes are its classes in order', () => {
  expect([...classOutputs(3, ['person', 'easel']).outputOf]).toEqual([1, 2]);
  const eighty = COCO_80.map((_, i) => `thing ${i}`);
  expect([...classOutputs(81, eighty).outputOf]).toEqual(eighty.map((_, i) => 1 + i));
});

test('every class is unknown for any other number of outputs', () => {
  expect(classOutputs(21, ['person', 'easel'])).toMatchObject({ unknown: ['person', 'easel'] });
});
