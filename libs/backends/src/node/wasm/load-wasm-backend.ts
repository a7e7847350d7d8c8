import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { cpuDevice, type ActiveBackend } from '../active-backend';

/** Makes the WebAssembly backend the global one. */
export async function loadWasmBackend(): Promise<ActiveBackend> {
  const wasm = createRequire(__filename)(
    '@tensorflow/tfjs-backend-wasm',
  ) as typeof import('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');
  await tf.ready();
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'SIMD' : 'no SIMD';
  return {
    gpu: false,
    device: cpuDevice(wasm.getThreadsCount()),
    version: `tfjs-backend-wasm ${wasm.version_wasm} (${simd})`,
  };
}
