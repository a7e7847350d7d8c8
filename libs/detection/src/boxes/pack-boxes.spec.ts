import { packBoxes } from './pack-boxes';

it('puts the boxes of images behind each other and knows whose they are', () => {
  const none = new Float32Array();
  const lists = [none, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), none, Float32Array.of(9, 8, 10, 9)];
  expect(packBoxes(lists)).toEqual({
    boxes: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 10, 9),
    imageIndex: Int32Array.of(1, 1, 3),
    starts: [0, 0, 2, 2, 3],
  });
});

it('is empty without boxes, and without images', () => {
  const empty = { boxes: new Float32Array(), imageIndex: new Int32Array() };
  expect(packBoxes([new Float32Array()])).toEqual({ ...empty, starts: [0, 0] });
  expect(packBoxes([])).toEqual({ ...empty, starts: [0] });
});
