import * as tf from '@tensorflow/tfjs';
import { checkLossNames, lossParts } from './loss-parts';

const loss = (name: string, weight?: number) => ({ name, value: tf.scalar(3), weight });

test('a part has the value times its own weight, and λ beside it', () => {
  const parts = lossParts([loss('action'), loss('target', 0.5), loss('gaze', 0)], 'stage1', 2);
  expect(parts.map(({ name, weight, value }) => [name, weight, value.dataSync()[0]])).toEqual([
    ['stage1.action', 2, 3],
    ['stage1.target', 2, 1.5],
    ['stage1.gaze', 2, 0],
  ]);
});

test('a module without losses has no parts', () => {
  expect(lossParts([], 'stage1', 1)).toEqual([]);
});

test.each(['pose.x', ''])('the name %p is refused', (name) => {
  expect(() => lossParts([loss('box'), loss(name)], 'stage2', 1)).toThrow(
    expect.objectContaining({
      kind: 'plugin',
      message: expect.stringContaining(`stage2: got a loss named "${name}"; expected no dot`),
    }),
  );
});

test('a loss that is no scalar is refused', () => {
  const rows = { name: 'action', value: tf.ones([3]) as unknown as tf.Scalar };
  expect(() => lossParts([rows], 'stage1', 1)).toThrow('stage1.action: the loss: got [3]');
});

test('two losses of one name are refused, by whichever modules of a stage', () => {
  const parts = (...names: string[]) =>
    lossParts(
      names.map((name) => loss(name)),
      'stage1',
      1,
    );
  expect(() => checkLossNames([...parts('action', 'pose'), ...parts('pose')])).toThrow(
    expect.objectContaining({
      kind: 'plugin',
      message: expect.stringMatching(/^stage1\.pose: got two losses of this name/),
    }),
  );
  expect(() => checkLossNames(parts('action', 'pose'))).not.toThrow();
});
