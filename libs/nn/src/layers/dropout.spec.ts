import * as tf from '@tensorflow/tfjs';
import { createRng } from '@turbo-hoi/core';
import { checkGradients, expectNoLeak } from '@turbo-hoi/testing';
import { dropout } from './dropout';

describe('dropout', () => {
  const x = tf.ones([40, 50]);

  it('drops about `rate` of the numbers and scales the rest to keep the mean', () => {
    const y = dropout(x, 0.2, createRng(1)).dataSync();
    expect(new Set(y)).toEqual(new Set([0, 1.25]));
    expect(y.filter((value) => value === 0).length / y.length).toBeCloseTo(0.2, 1);
  });

  it('repeats its mask for equal generators, and changes it for another', () => {
    const run = (seed: number) => [...dropout(x, 0.5, createRng(seed)).dataSync()];
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('is the identity at rate 0, as a new tensor', () => {
    const y = dropout(x, 0, createRng(1));
    expect(y).not.toBe(x);
    expect([...y.dataSync()]).toEqual([...x.dataSync()]);
  });

  it('has correct gradients by finite differences and does not leak', () => {
    const x = tf.randomNormal([4, 5], 0, 1, 'float32', 5);
    checkGradients((x) => dropout(x, 0.4, createRng(3)), [x]);
    expectNoLeak(() => dropout(x, 0.4, createRng(3)));
    expectNoLeak(() => dropout(x, 0, createRng(3)));
  });
});
