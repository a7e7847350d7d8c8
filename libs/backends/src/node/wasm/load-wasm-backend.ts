import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { cpuDevice, type ActiveBackend } from '../active-backend';
import { registerThreadedWasm } from './threaded-wasm';

/** The build keeps eight workers ready; beyond that nets of this size gain nothing. */
const MOST_THREADS = 8;

/** Makes the WebAssembly backend the global one, on all processors where that can be had. */
export async function loadWasmBackend(): Promise<ActiveBackend> {
  const requireHere = createRequire(__filename);
  const wasm = requireHere('@tensorflow/tfjs-backend-wasm') as WasmPackage;
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) as boolean;
  const threads = simd ? wantedThreads() : 1;
  if (threads > 1) {
    const folder = requireHere.resolve('@tensorflow/tfjs-backend-wasm/package.json');
    await registerThreadedWasm(wasm, folder, threads);
  }
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be initialised');
  await tf.ready();
  return {
    gpu: false,
    device: cpuDevice(wasm.getThreadsCount()),
    version: `tfjs-backend-wasm ${wasm.version_wasm} (${simd ? 'SIMD' : 'no SIMD'})`,
  };
}

export type WasmPackage = typeof import('@tensorflow/tfjs-backend-wasm');

function wantedThreads(): number {
  const named = Number(process.env.TURBO_HOI_WASM_THREADS);
  const wanted = Number.isInteger(named) && named > 0 ? named : 1;
  return Math.min(wanted, MOST_THREADS);
}
