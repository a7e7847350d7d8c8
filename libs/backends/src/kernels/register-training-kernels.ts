import * as tf from '@tensorflow/tfjs';
import type { BackendName } from '../backend-name';
import { registerAddN } from './add-n';
import {
  conv2dBackpropFilter,
  type Conv2dBackpropFilterAttributes,
} from './conv2d-backprop-filter';
import { conv2dBackpropInput, type Conv2dBackpropInputAttributes } from './conv2d-backprop-input';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise';
import { einsum } from './einsum';
import { registerFusedKernels } from './fused/register-fused-kernels';
import { matMulByPlainProduct } from './mat-mul';
import { registerProd } from './prod';
import { registerHeapKernels } from './register-heap-kernels';
import { composeKernel, type KernelInputs, upstreamKernel } from './replace-kernel';

/**
 * Registers the kernels that training needs and a backend lacks, and faster ones in place of slow ones, composed of
 * existing kernels or working on the heap: many for `wasm`, two for `webgpu`, none for others. Idempotent.
 *
 * @param options `fused`: whether layers may use kernels of several steps each, of our WebAssembly module; they need `backend` to be active
 */
export function registerTrainingKernels(
  backend: BackendName,
  { fused = true }: { readonly fused?: boolean } = {},
): void {
  if (backend === 'webgpu') {
    registerAddN(backend);
    registerProd(backend);
  }
  if (backend !== 'wasm') return;
  for (const [name, compose] of Object.entries(WASM_KERNELS)) {
    composeKernel(name, backend, (inputs, attributes) => compose(inputs, attributes as never));
  }
  accelerateMatMul(backend);
  registerHeapKernels(backend);
  if (fused) registerFusedKernels(backend);
}

const WASM_KERNELS: Readonly<
  Record<string, (inputs: KernelInputs, attributes: never) => tf.Tensor>
> = {
  Conv2DBackpropFilter: ({ x, dy }, attributes: Conv2dBackpropFilterAttributes) =>
    conv2dBackpropFilter(x as tf.Tensor4D, dy as tf.Tensor4D, attributes),
  Conv2DBackpropInput: ({ dy, filter }, attributes: Conv2dBackpropInputAttributes) =>
    conv2dBackpropInput(dy as tf.Tensor4D, filter as tf.Tensor4D, attributes),
  DepthwiseConv2dNativeBackpropFilter: ({ x, dy }, attributes: Conv2dBackpropFilterAttributes) =>
    depthwiseBackpropFilter(x as tf.Tensor4D, dy as tf.Tensor4D, attributes),
  DepthwiseConv2dNativeBackpropInput: ({ dy, filter }, attributes: Conv2dBackpropInputAttributes) =>
    depthwiseBackpropInput(dy as tf.Tensor4D, filter as tf.Tensor4D, attributes),
  Einsum: (operands, { equation }: { equation: string }) =>
    einsum(equation, Object.values(operands)),
};

/** Single float products use the fast path; batches and integers use the backend's own kernel. */
function accelerateMatMul(backend: BackendName): void {
  const name = 'BatchMatMul';
  const upstream = upstreamKernel(name, backend);
  const runUpstream = (a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean) =>
    asTensor(
      upstream({
        inputs: { a, b },
        attrs: { transposeA, transposeB },
        backend: tf.backend(),
      }) as tf.TensorInfo,
    );
  composeKernel(name, backend, ({ a, b }, attributes) => {
    const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
    const single =
      a.shape.slice(0, -2).every((n) => n === 1) && b.shape.slice(0, -2).every((n) => n === 1);
    if (!single || a.size === 0 || b.size === 0 || a.dtype !== 'float32' || b.dtype !== 'float32') {
      return runUpstream(a, b, transposeA, transposeB);
    }
    return tf.tidy(() => {
      const result = matMulByPlainProduct(
        matrix(a),
        matrix(b),
        transposeA,
        transposeB,
        (p, q) => runUpstream(p, q, false, false) as tf.Tensor2D,
      );
      const batch = a.rank >= b.rank ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
      return result.reshape([...batch, ...result.shape]);
    });
  });
}

const matrix = (x: tf.Tensor) => x.reshape<tf.Tensor2D>(x.shape.slice(-2) as [number, number]);

function asTensor(info: tf.TensorInfo): tf.Tensor {
  return info instanceof tf.Tensor ? info : tf.engine().makeTensorFromTensorInfo(info);
}
