import * as tf from '@tensorflow/tfjs';
import type { BackendName } from '../../backend-name';
import { replaceKernel } from '../replace-kernel';
import { product } from '../wasm-heap';
import type { FusedHeap } from './fused-heap';
import { expect, type FusedInput, type FusedKernel } from './fused-kernel';
import { type FusedFunctions, loadFusedModule } from './fused-module';
import { LAYER_KERNELS } from './layer-kernels';
import { type ListKernel, OPTIMIZER_KERNELS } from './optimizer-kernels';
import { REGION_KERNELS } from './region-kernels';

const modules = new WeakMap<object, FusedFunctions | null>();

/**
 * Registers kernels of several steps each, which layers use in place of small ops; the same as on the native backend.
 *
 * Where their module cannot be loaded, nothing is registered.
 */
export function registerFusedKernels(backend: BackendName): void {
  if (tf.getBackend() !== backend) return;
  const heap = tf.backend() as unknown as FusedHeap;
  const functions = modules.has(heap) ? modules.get(heap) : loadFusedModule(heap);
  modules.set(heap, functions ?? null);
  if (!functions) return;
  for (const [name, kernel] of Object.entries({ ...LAYER_KERNELS, ...REGION_KERNELS })) {
    replaceKernel(name, backend, ({ inputs, attrs }) =>
      named(name, () => runOne(heap, functions, kernel, inputs as Inputs, attrs as Attributes)),
    );
  }
  for (const [name, kernel] of Object.entries<ListKernel>(OPTIMIZER_KERNELS)) {
    replaceKernel(name, backend, ({ inputs }) =>
      named(name, () => {
        const tensors = Object.values(inputs as Inputs);
        tensors.forEach(({ dtype }) => expect(dtype === 'float32', 'expected float32'));
        return [kernel(heap, functions, tensors)];
      }),
    );
  }
}

type Inputs = Record<string, tf.TensorInfo>;
type Attributes = Record<string, number>;

function runOne(
  heap: FusedHeap,
  functions: FusedFunctions,
  kernel: FusedKernel,
  inputs: Inputs,
  attributes: Attributes,
): tf.TensorInfo[] {
  for (const name of kernel.inputs) {
    const { dtype } = inputs[name];
    const wanted = kernel.integers?.includes(name) ? 'int32' : 'float32';
    expect(dtype === wanted, `${name} is ${dtype}, expected ${wanted}`);
  }
  const described = Object.entries(inputs).map(([name, info]): [string, FusedInput] => [
    name,
    { ...info, size: product(info.shape), read: () => heap.typedArrayFromHeap(info) },
  ]);
  const { outputs, numbers } = kernel.plan(Object.fromEntries(described), attributes);
  const made = outputs.map((shape) => heap.makeOutput([...shape], 'float32'));
  const tensors = [...kernel.inputs.map((name) => inputs[name]), ...made];
  functions[kernel.run](...tensors.map(({ dataId }) => heap.getMemoryOffset(dataId)), ...numbers);
  return made;
}

function named<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
