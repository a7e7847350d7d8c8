import * as tf from '@tensorflow/tfjs';
import { replaceKernel, upstreamKernel } from './replace-kernel';

/** Products that keep the dimensions they reduce; webgpu's own kernel drops them from a small tensor, whose product it computes on the CPU. */
export function registerProd(backendName: string): void {
  const upstream = upstreamKernel('Prod', backendName);
  replaceKernel('Prod', backendName, (call) => {
    const product = upstream(call) as tf.TensorInfo;
    const { axis, keepDims } = call.attrs as { axis: number | number[]; keepDims: boolean };
    if (!keepDims) return product;
    const { shape } = call.inputs.x as tf.TensorInfo;
    const axes = tf.util.parseAxisParam(axis, shape);
    const kept = shape.map((size, at) => (axes.includes(at) ? 1 : size));
    return { dataId: product.dataId, dtype: product.dtype, shape: kept };
  });
}
