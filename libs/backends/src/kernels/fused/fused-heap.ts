import * as tf from '@tensorflow/tfjs';
import type { WasmHeap } from '../wasm-heap';

/** The parts of the wasm backend that fused kernels use. */
export interface FusedHeap extends WasmHeap {
  readonly wasm: EmscriptenModule;
  readonly dataIdMap: {
    get(dataId: object): { readonly id: number; readonly memoryOffset: number };
  };
  /** The address of a tensor's numbers. */
  getMemoryOffset(dataId: object): number;
}

interface EmscriptenModule {
  /** Absent in the threaded build, … */
  readonly asm?: { readonly memory?: WasmMemory };
  /** … which has this instead. */
  readonly wasmMemory?: WasmMemory;
  readonly tfjs: {
    registerTensor(id: number, size: number, address: number): void;
    disposeData(id: number): void;
  };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/**
 * Tells the backend that the numbers of a tensor have changed where they are.
 *
 * It keeps convolutions and matrix products by the tensor of their weights, with a copy of these.
 */
export function tellOfChange(
  { wasm, dataIdMap }: FusedHeap,
  { dataId, shape }: tf.TensorInfo,
): void {
  const { id, memoryOffset } = dataIdMap.get(dataId);
  wasm.tfjs.disposeData(id);
  wasm.tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
}
