import * as tf from '@tensorflow/tfjs';
import type { BackendName } from '../../backend-name';
import { replaceKernel } from '../replace-kernel';
import { product } from '../wasm-heap';
import type { FusedHeap } from './fused-heap';
import { expect, type FusedInput, type FusedKernel } from './fused-kernel';
import { type FusedFunctions, loadFusedModule } from './fused-module';
import { LAYER_KERNELS } from './layer-kernels';
import { LOSS_KERNELS } from './loss-kernels';
import { type ListKernel, OPTIMIZER_KERNELS } from './optimizer-kernels';
import { REGION_KERNELS } from './region-kernels';

const SINGLE = { ...LAYER_KERNELS, ...REGION_KERNELS, ...LOSS_KERNELS };

/** By backend: tfjs may replace one by another of the same name. */
const modules = new WeakMap<FusedHeap, FusedFunctions | null>();

function moduleOn(heap: FusedHeap): FusedFunctions | null {
  const loaded = modules.get(heap);
  if (loaded !== undefined) return loaded;
  const functions = loadFusedModule(heap);
  modules.set(heap, functions);
  return functions;
}

/**
 * Registers kernels of several steps each, which layers use in place of small ops; the same as on the native backend.
 *
 * Where their module cannot be loaded, nothing is registered.
 */
export function registerFusedKernels(backend: BackendName): void {
  if (tf.getBackend() !== backend || !moduleOn(tf.backend() as unknown as FusedHeap)) return;
  const register = (name: string, run: Run) =>
    replaceKernel(name, backend, ({ inputs, attrs, backend }) => {
      const heap = backend as FusedHeap;
      const functions = moduleOn(heap);
      try {
        if (!functions) throw new Error('the module cannot be loaded on this backend');
        return run(heap, functions, inputs as Inputs, attrs as Attributes);
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
      }
    });
  for (const [name, kernel] of Object.entries(SINGLE)) {
    register(name, (heap, functions, inputs, attributes) =>
      runOne(heap, functions, kernel, inputs, attributes),
    );
  }
  for (const [name, kernel] of Object.entries<ListKernel>(OPTIMIZER_KERNELS)) {
    register(name, (heap, functions, inputs) => {
      const tensors = Object.values(inputs);
      tensors.forEach(({ dtype }) => expect(dtype === 'float32', 'expected float32'));
      return [kernel(heap, functions, tensors)];
    });
  }
}

type Run = (
  heap: FusedHeap,
  functions: FusedFunctions,
  inputs: Inputs,
  attributes: Attributes,
) => tf.TensorInfo[];
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
