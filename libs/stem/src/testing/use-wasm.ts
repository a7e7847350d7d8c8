import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '@turbo-hoi/backends';

/** Runs the tests of a file on wasm, whose convolutions are ten times as fast as plain JavaScript. */
export function useWasm(): void {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    registerTrainingKernels('wasm');
  });
}
