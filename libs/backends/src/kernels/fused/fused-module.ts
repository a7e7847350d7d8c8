import { MODULE } from './module-bytes';
import type { FusedHeap } from './fused-heap';

/** Functions of native/wasm/module.cc: addresses, then sizes. Only `sumOfSquares` returns a number. */
export type FusedFunctions = Readonly<Record<string, (...numbers: number[]) => number>>;

/** The parts of WebAssembly used here, which TypeScript declares in its browser library only. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: FusedFunctions & { readonly __stack_pointer: { value: number } } };
}

const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

const STACK_BYTES = 1 << 16;

/** What stands before the byte that describes the imported memory: its name, of six letters, and that it is a memory. */
const MEMORY_IMPORT = [6, ...[...'memory'].map((letter) => letter.charCodeAt(0)), 2];
const SHARED_WITH_MAXIMUM = 3;

/**
 * Our kernels in WebAssembly, instantiated on the memory of the backend: tensors are read and written where they are.
 *
 * Null where the module cannot run: without SIMD, with a build of the backend that does not show its memory, or in an
 * older browser's main thread.
 */
export function loadFusedModule({ wasm }: FusedHeap): FusedFunctions | null {
  const memory = wasm.asm?.memory ?? wasm.wasmMemory;
  if (!memory) return null;
  const bytes = moduleBytes(
    typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer,
  );
  const module = WebAssembly.validate(bytes) && compile(bytes);
  if (!module) return null;
  const { exports } = new WebAssembly.Instance(module, {
    env: {
      memory,
      malloc: (size: number) => wasm._malloc(size),
      free: (address: number) => wasm._free(address),
      log: Math.log,
      logf: Math.log,
      log1pf: Math.log1p,
      expf: Math.exp,
    },
  });
  // A stack grows downwards.
  exports.__stack_pointer.value = (wasm._malloc(STACK_BYTES) + STACK_BYTES) & ~15;
  return exports;
}

/** Null where older browsers refuse to compile more than 4 KB at once on the main thread. */
function compile(bytes: Uint8Array): object | null {
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The memory of the threaded build is shared, which the type of the import must say. */
function moduleBytes(shared: boolean): Uint8Array {
  const bytes = Uint8Array.from(atob(MODULE), (letter) => letter.charCodeAt(0));
  if (!shared) return bytes;
  const at = bytes.findIndex((_, i) => MEMORY_IMPORT.every((byte, k) => bytes[i + k] === byte));
  bytes[at + MEMORY_IMPORT.length] = SHARED_WITH_MAXIMUM;
  return bytes;
}
