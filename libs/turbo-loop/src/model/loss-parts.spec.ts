import * as tf from '@tensorflow/tfjs';
import { checkLossNames, lossParts } from './loss-parts';

const loss = (name: string, weight?: number) => ({ name, value: tf.scalar(3), weight });

test('a part has the loss times its own weight as value, and λ as weight', () => {
  const parts = lossParts([loss('action'), loss('target', 0.5), loss('gaze', 0)], 'stage1', 2);
  expect(parts.map(({ name, weight, value }) => [name, weight, value.dataSync()[0]])).toEqual([
    ['stage1.action', 2, 3],
    ['stage1.target', 2, 1.5],
    ['stage1.gaze', 2, 0],
  ]);
});

test('returns no parts for a module without losses', () => {
  expect(lossParts([], 'stage1', 1)).toEqual([]);
});

test.each(['pose.x', ''])('refuses the name %p', (name) => {
  expect(() => lossParts([loss('box'), loss(name)], 'stage2', 1)).toThrow(
    expect.objectContaining({
      kind: 'plugin',
      message: expect.stringContaining(`stage2: got a loss named "${name}"; expected no dot`),
    }),
  );
});

test('refuses a loss that is not a scalar', () => {
  const rows = { name: 'action', value: tf.ones([3]) as unknown as tf.Scalar };
  expect(() => lossParts([rows], 'stage1', 1)).toThrow('stage1.action: the loss: got [3]');
});

test('refuses two losses of the same name in a stage', () => {
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
