import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {
  checkGradients,
  expectClose,
  expectGolden,
  expectNoLeak,
  golden,
  runReadmeExample,
} from './index';

describe('expectClose', () => {
  it('accepts numbers within the relative or the absolute tolerance', () => {
    expectClose([1000.09, 0.000009], [1000, 0]);
    expectClose(tf.tensor([1, 2]), [1, 2]);
    expectClose([NaN, Infinity, -Infinity], [NaN, Infinity, -Infinity]);
  });

  it.each([
    [[1.001], [1]],
    [[1e-4], [9e-4]],
    [[NaN], [Infinity]],
    [[NaN], [1]],
    [[1], [NaN]],
    [[Infinity], [-Infinity]],
    [[1], [Infinity]],
    [[1, 2], [1]],
  ])('rejects %p for %p', (actual, expected) => {
    expect(() => expectClose(actual, expected)).toThrow(/expectClose/);
  });

  it('names the index of the largest difference', () => {
    const actual = tf.tensor2d([0, 1.1, 0, 9, 0, 0], [2, 3]);
    expect(() => expectClose(actual, [0, 1, 0, 1, 0, 0])).toThrow(/got 9, .* index 3 at \[1,0\]/);
  });
});

describe('expectNoLeak', () => {
  it('disposes returned tensors and reports leaked ones', () => {
    expectNoLeak(() => ({ a: tf.ones([2]), b: [tf.ones([1])] }));
    expect(() => expectNoLeak(() => void tf.ones([2]))).toThrow(/1 more tensor/);
  });
});

describe('checkGradients', () => {
  const square = (derivative: number) =>
    tf.customGrad((x) => {
      const input = x as tf.Tensor;
      return { value: tf.square(input), gradFunc: (dy) => tf.mul(dy, tf.mul(input, derivative)) };
    });

  it('accepts a correct gradient and rejects a wrong one', () => {
    const x = tf.tensor1d([0.5, -1.5, 2]);
    expectNoLeak(() => checkGradients(square(2), [x]));
    expect(() => checkGradients(square(2.1), [x])).toThrow(/expectClose/);
  });

  it('rejects a wrong gradient of a large input', () => {
    const x = tf.linspace(-2, 2, 100);
    checkGradients(square(2), [x]);
    expect(() => checkGradients(square(2.1), [x])).toThrow(/expectClose/);
  });
});

describe('golden', () => {
  it('compares an op with the arrays of a golden file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'golden-'));
    const file = join(folder, 'square.json');
    const array = (...data: number[]) => ({ shape: [2], data });
    const content = { x: array(1, 2), op: { y: array(1, 4), dy: array(1, 10) }, dx: array(2, 40) };
    writeFileSync(file, JSON.stringify(content));
    const read = golden<
      Record<'x' | 'dx', { shape: number[]; data: Float32Array }> & { op: never }
    >(file);
    rmSync(folder, { recursive: true });
    expect(read.x).toEqual({ shape: [2], data: Float32Array.of(1, 2) });
    const x = tf.tensor(read.x.data, read.x.shape);
    expectNoLeak(() => expectGolden(() => tf.square(x), read.op, [[x, read.dx]]));
    expect(() => expectGolden(() => tf.square(x), read.op, [[x, read.x]])).toThrow(/expectClose/);
    expect(() => expectGolden(() => tf.exp(x), read.op, [[x, read.dx]])).toThrow(/expectClose/);
  });
});

describe('runReadmeExample', () => {
  it('runs the first block of TypeScript and returns the logged lines', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    const file = join(folder, 'README.md');
    const code =
      "import { basename } from 'node:path';\nconst n: number = await 2;\nconsole.log(basename('/a/b'), n);";
    writeFileSync(file, ['# a', '```ts', code, '```', '```ts', 'throw 1;', '```'].join('\n'));
    expect(await runReadmeExample(file, require)).toEqual(['b 2']);
    writeFileSync(file, '# nothing');
    await expect(runReadmeExample(file, require)).rejects.toThrow(/expected a block of code/);
    rmSync(folder, { recursive: true });
  });
});
