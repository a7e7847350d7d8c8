import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';

/** The addon with TensorFlow ops of several steps each, in the folder of the binding; absent if it could not be compiled. */
export const FUSED_OPS_FILE = 'fused-ops.node';

/** Its source. */
export const FUSED_OPS_SOURCE = join(__dirname, '..', '..', '..', 'native', 'fused-ops.cc');

interface FusedOp {
  /** In the op's order. */
  readonly inputs: readonly string[];
  readonly integers: readonly string[];
  readonly reals: readonly string[];
  readonly outputs: number;
}

const norm = { integers: ['groups'], reals: ['epsilon'], outputs: 3 };
const roiAlign = { integers: ['side', 'ratio', 'aligned'], reals: ['scale'], outputs: 1 };

/** The ops of `native/fused-ops.cc`, which are kernels of the same name. */
const OPS: Readonly<Record<string, FusedOp>> = {
  TurboGroupNorm: { ...norm, inputs: ['x', 'weight', 'bias'] },
  TurboGroupNormGrad: { ...norm, inputs: ['dy', 'x', 'weight', 'mean', 'inverse'] },
  TurboRoiAlign: { ...roiAlign, inputs: ['map', 'boxes', 'image'] },
  TurboRoiAlignGrad: { ...roiAlign, inputs: ['dy', 'map', 'boxes', 'image'] },
};

interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The parts of tfjs-node's backend used here. */
interface NativeBackend {
  readonly binding: { readonly TF_ATTR_INT: number; readonly TF_ATTR_FLOAT: number };
  executeMultipleOutputs(
    op: string,
    attributes: readonly OpAttribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.TensorInfo[];
}

/**
 * Makes the fused ops kernels of the active native backend; without them, layers compute the same from smaller ops.
 *
 * @returns whether there are fused ops; `TURBO_HOI_FUSED_OPS=0` leaves them out, to compare
 */
export function registerFusedOps(bindingFolder: string): boolean {
  const file = join(bindingFolder, FUSED_OPS_FILE);
  if (process.env.TURBO_HOI_FUSED_OPS === '0' || !existsSync(file)) return false;
  const { failure } = createRequire(__filename)(file) as { readonly failure?: string };
  if (failure) return false;
  const backend = tf.backend() as unknown as NativeBackend;
  const { TF_ATTR_INT, TF_ATTR_FLOAT } = backend.binding;
  for (const [kernelName, op] of Object.entries(OPS)) {
    tf.registerKernel({
      kernelName,
      backendName: 'tensorflow',
      kernelFunc: ({ inputs, attrs = {} }) =>
        backend.executeMultipleOutputs(
          kernelName,
          [
            ...op.integers.map((name) => ({ name, type: TF_ATTR_INT, value: attrs[name] })),
            ...op.reals.map((name) => ({ name, type: TF_ATTR_FLOAT, value: attrs[name] })),
          ],
          op.inputs.map((name) => inputs[name] as tf.TensorInfo),
          op.outputs,
        ),
    });
  }
  return true;
}
