import * as tf from '@tensorflow/tfjs';
import { createRng } from '@turbo-hoi/core';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { heNormal, normal, ones, zeros } from './initializers';
import { ParameterStore } from './parameter-store';

const create = (seed = 0) => new ParameterStore(createRng(seed));

describe('ParameterStore', () => {
  it('names parameters by their scopes', () => {
    const store = create();
    const stage = store.scope('stages.1').scope('hoi');
    stage.scope('fc1').parameter('weight', [2, 3], ones);
    store.parameter('scale', [], zeros, { trainable: false });
    expect([...store.entries().keys()]).toEqual(['stages.1.hoi.fc1.weight', 'scale']);
    expect([...store.trainable().keys()]).toEqual(['stages.1.hoi.fc1.weight']);
  });

  it('initialises a parameter from its name and the seed alone', () => {
    const values = (names: string[], seed: number) => {
      const store = create(seed);
      for (const name of names) store.parameter(name, [5], normal(1));
      return [...(store.entries().get('b') as tf.Variable).dataSync()];
    };
    expect(values(['a', 'b'], 1)).toEqual(values(['b', 'c', 'a'], 1));
    expect(values(['b'], 1)).not.toEqual(values(['b'], 2));
  });

  it('returns the same variable for the same name and shape', () => {
    const store = create();
    const first = store.scope('a').parameter('w', [2], normal(1));
    expect(store.parameter('a.w', [2], zeros)).toBe(first);
    expect(() => store.parameter('a.w', [3], zeros)).toThrow(
      /a\.w: requested with shape \[3\].*\[2\]/,
    );
  });

  it('refuses an initializer that returns another shape', () => {
    expect(() => create().parameter('w', [2], () => tf.zeros([3]))).toThrow(/shape \[2\].*\[3\]/);
  });

  it('keeps stores with the same names apart', () => {
    const [a, b] = [create(), create()];
    a.parameter('w', [1], ones);
    b.parameter('w', [1], zeros);
    a.dispose();
    expectClose(b.entries().get('w') as tf.Variable, [0]);
  });

  it('frees everything', () => {
    expectNoLeak(() => {
      const store = create();
      store.parameter('a', [3, 4], heNormal);
      store.parameter('b', [3], ones, { trainable: false });
      store.load(
        new Map([
          ['a', value([3, 4])],
          ['b', value([3])],
        ]),
      );
      store.dispose();
    });
  });

  describe('load', () => {
    it('replaces values in place', () => {
      const store = create();
      const a = store.parameter('a', [2], ones);
      store.load(new Map([['a', { shape: [2], data: Float32Array.of(3, 4) }]]));
      expectClose(a, [3, 4]);
    });

    it.each([
      ['a missing one', { a: value([2]) }, /b: missing/],
      ['an unknown one', { a: value([2]), b: value([1]), c: value([1]) }, /c: unknown/],
      [
        'another shape',
        { a: value([1, 2]), b: value([1]) },
        /a: got shape \[1,2\], expected \[2\]/,
      ],
      [
        'too few numbers',
        { a: { shape: [2], data: new Float32Array(1) }, b: value([1]) },
        /a: got 1 num/,
      ],
    ])('refuses %s and changes nothing', (_, values, message) => {
      const store = create();
      const a = store.parameter('a', [2], ones);
      store.parameter('b', [1], ones);
      expect(() => store.load(new Map(Object.entries(values)))).toThrow(message);
      expectClose(a, [1, 1]);
    });

    it('loads the parameters that match by name and shape, and reports the others', () => {
      const store = create();
      const [a, b, c] = ['a', 'b', 'c'].map((name) => store.parameter(name, [1], ones));
      const other = { shape: [1], data: Float32Array.of(5) };
      const values = new Map(Object.entries({ a: other, b: value([2]), d: other }));
      expect(store.loadMatching(values)).toEqual({
        matched: ['a'],
        missing: ['c'],
        otherShape: ['b'],
        unused: ['d'],
      });
      expectClose(tf.concat([a, b, c] as unknown as tf.Tensor1D[]), [5, 1, 1]);
      const none = store.loadMatching(values, (name) => name === 'c');
      expect(none).toEqual({ matched: [], missing: ['c'], otherShape: [], unused: [] });
    });

    it('lists five problems and counts the rest', () => {
      const values = Array.from({ length: 7 }, (_, i) => [`p${i}`, value([1])] as const);
      expect(() => create().load(new Map(values))).toThrow(/p4: unknown to the model; and 2 more/);
    });
  });
});

function value(shape: number[]) {
  return { shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) };
}
