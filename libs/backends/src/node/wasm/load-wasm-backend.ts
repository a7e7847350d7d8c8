import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import type * as wasmPackage from '@tensorflow/tfjs-backend-wasm';
import { cpuDevice, type ActiveBackend } from '../active-backend';
import { registerThreadedWasm } from './threaded-wasm';

/** The build has eight workers; networks of this size gain nothing from more. */
const MOST_THREADS = 8;

/** Activates the WebAssembly backend, on one thread unless `TURBO_HOI_WASM_THREADS` is set. */
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

export type WasmPackage = typeof wasmPackage;

// ADR-0003: on busy cores, more threads are slower.
function wantedThreads(): number {
  const named = Number(process.env.TURBO_HOI_WASM_THREADS ?? 1);
  return Number.isInteger(named) && named > 0 ? Math.min(named, MOST_THREADS) : 1;
}
