import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { type Communicator, turn } from '@turbo-hoi/core';
import { type Bucket, BUCKET_SIZE, packBuckets } from './buckets';

/** Shapes of tensors, by name; the same on every rank. */
export type Shapes = ReadonlyMap<string, readonly number[]>;

/** Sums tensors over the ranks of a communicator, in buckets: one is on its way while the next is read from the backend. */
export class TensorSum {
  private readonly buckets: readonly { readonly bucket: Bucket; readonly values: Float32Array }[];

  /** @param limit numbers of a bucket */
  constructor(
    private readonly communicator: Communicator,
    private readonly shapes: Shapes,
    limit = BUCKET_SIZE,
  ) {
    const sizes = new Map([...shapes].map(([name, shape]) => [name, sizeOf(shape)]));
    this.buckets = packBuckets(sizes, limit).map((bucket) => ({
      bucket,
      values: new Float32Array(bucket.size),
    }));
  }

  /**
   * @param own tensors by name, borrowed; missing ones are 0
   * @returns the sums, valid until the next call, which reuses their memory; the caller disposes of them
   */
  async of(own: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const underWay: Promise<void>[] = [];
    for (const { bucket, values } of this.buckets) {
      values.set(await this.read(bucket, own));
      underWay.push(this.communicator.allReduceSum(values));
      // A message moves on only while the communicator is asked after it.
      await turn();
    }
    await Promise.all(underWay);
    return new Map(this.buckets.flatMap(({ bucket, values }) => this.tensors(bucket, values)));
  }

  private async read({ names }: Bucket, own: ReadonlyMap<string, Tensor>): Promise<Float32Array> {
    const joined = tf.tidy(() =>
      tf.concat(names.map((name) => flat(own.get(name) ?? tf.zeros(this.shapeOf(name))))),
    );
    const values = (await joined.data()) as Float32Array;
    joined.dispose();
    return values;
  }

  private tensors({ names }: Bucket, values: Float32Array): [string, Tensor][] {
    let at = 0;
    return names.map((name) => {
      const shape = this.shapeOf(name);
      const from = at;
      at += sizeOf(shape);
      return [name, tf.tensor(values.subarray(from, at), shape)];
    });
  }

  private shapeOf(name: string): number[] {
    return [...this.shapes.get(name)!];
  }
}

const flat = (tensor: Tensor) => tensor.reshape([tensor.size]);
const sizeOf = (shape: readonly number[]) => tf.util.sizeFromShape([...shape]);

/** The shapes of tensors. */
export function shapesOf(tensors: ReadonlyMap<string, Tensor>): Shapes {
  return new Map([...tensors].map(([name, { shape }]) => [name, shape]));
}
