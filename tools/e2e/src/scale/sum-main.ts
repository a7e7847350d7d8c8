import { chooseBackend } from '@turbo-hoi/backends/node';
import { findLauncher, openCommunicator } from '@turbo-hoi/mpi/node';
import { TensorSum } from '@turbo-hoi/training';
import * as tf from '@tensorflow/tfjs';
import { median } from './median';

const REPEATS = 15;

/** On each rank: sums as many random gradients as asked for, and rank 0 prints the median seconds of a sum as JSON. */
async function main(numbers: number): Promise<void> {
  await chooseBackend({ backend: 'auto' });
  const communicator = openCommunicator(findLauncher(process.env)!);
  const gradient = tf.randomNormal([numbers]).reshape([-1, 256]);
  // Layers of about a million numbers each, as those of the heads.
  const own = new Map(tf.split(gradient, 8).map((part, i) => [`layer${i}`, part] as const));
  const sum = new TensorSum(
    communicator,
    new Map([...own].map(([name, { shape }]) => [name, shape])),
  );
  const seconds: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    await communicator.allGather(new Uint8Array(1));
    const began = performance.now();
    for (const total of (await sum.of(own)).values()) total.dispose();
    seconds.push((performance.now() - began) / 1000);
  }
  if (communicator.rank === 0) process.stdout.write(JSON.stringify({ seconds: median(seconds) }));
  await communicator.close();
}

void main(Number(process.argv[2]));
