import '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '@turbo-hoi/backends';
import * as tf from '@tensorflow/tfjs';

/** Runs the tests of a file on wasm, which is several times as fast as plain JavaScript. */
export function useWasm(): void {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    registerTrainingKernels('wasm');
  });
}
