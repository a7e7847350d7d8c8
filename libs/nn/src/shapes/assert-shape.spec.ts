import * as tf from '@tensorflow/tfjs';
import { assertBroadcasts, assertShape, type Dim } from './assert-shape';

const error = (run: () => void) => {
  try {
    run();
    return null;
  } catch (thrown) {
    return thrown as { kind: string; message: string };
  }
};

test.each<[number[], Dim[], boolean]>([
  [[2, 7, 7, 5], [2, 7, 7, 5], true],
  [[2, 7, 7, 5], ['R', 'S', 'S', 'C'], true],
  [[2, 7, 6, 5], ['R', 'S', 'S', 'C'], false],
  [[2, 7, 7, 5], ['R', 7, 7, 6], false],
  [[0, 3], ['R', 3], true],
  [[2, 3], ['R', 3, 1], false],
  [[], [], true],
  [[1], [], false],
])('[%p] as [%p]: %p', (shape, expected, right) => {
  expect(error(() => assertShape(tf.zeros(shape), expected, 'here')) === null).toBe(right);
});

test('the message names the tensor, its shape and the expected shape', () => {
  expect(error(() => assertShape(tf.zeros([2, 3]), ['R', 4], 'stages[0].hoi: mid'))).toMatchObject({
    kind: 'shape',
    message: 'stages[0].hoi: mid: got [2,3]; expected [R,4].',
  });
});

test('refuses a value that is not a tensor', () => {
  expect(error(() => assertShape(undefined, ['R', 4], 'mid'))?.message).toBe(
    'mid: got no tensor (undefined); expected [R,4].',
  );
  expect(error(() => assertBroadcasts(null, [2, 4], 'mask'))?.kind).toBe('shape');
});

test.each<[number[], boolean]>([
  [[2, 3, 3, 4], true],
  [[1, 1, 1, 1], true],
  [[2, 1, 1, 4], true],
  [[2, 2, 3, 1], false],
  [[3, 3, 4], false],
])('a mask [%p] broadcasts to [2,3,3,4]: %p', (shape, right) => {
  const thrown = error(() => assertBroadcasts(tf.ones(shape), [2, 3, 3, 4], 'mask'));
  expect(thrown === null).toBe(right);
  if (thrown) expect(thrown.message).toContain('expected [2,3,3,4], or 1 in any dimension');
});
