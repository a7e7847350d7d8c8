import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { wantsFusedOps } from '../fused-ops-option';

/** The addon with TensorFlow ops of several steps each, in the folder of the binding; absent if it could not be compiled. */
export const FUSED_OPS_FILE = 'fused-ops.node';

/** The folder of its sources. */
export const FUSED_OPS_SOURCES = join(__dirname, '..', '..', '..', 'native');

interface FusedOp {
  /** In the op's order; absent: a list of any length, in the order of the kernel's. */
  readonly inputs?: readonly string[];
  readonly integers?: readonly string[];
  readonly reals?: readonly string[];
  readonly outputs: number;
}

const roiAlign = { integers: ['side', 'ratio', 'aligned'], reals: ['scale'], outputs: 1 };
const frames = ['points', 'a', 'b', 'c', 'd'];
const loss = { outputs: 2 };
const lists = { integers: ['N'], outputs: 1 };

/** The ops of `native`, which are kernels of the same name. */
const OPS: Readonly<Record<string, FusedOp>> = {
  TurboGroupNorm: {
    inputs: ['x', 'weight', 'bias'],
    integers: ['groups', 'relu'],
    reals: ['epsilon'],
    outputs: 3,
  },
  TurboGroupNormGrad: {
    inputs: ['dy', 'x', 'weight', 'bias', 'mean', 'inverse'],
    integers: ['groups', 'relu'],
    outputs: 3,
  },
  TurboInputNorm: {
    inputs: ['x', 'valid', 'mean', 'variance'],
    integers: ['training'],
    reals: ['momentum', 'epsilon'],
    outputs: 5,
  },
  TurboInputNormGrad: { inputs: ['dy', 'y', 'valid', 'inverse', 'share'], outputs: 1 },
  TurboReadHeatmaps: { inputs: ['logits'], integers: ['side'], outputs: 2 },
  TurboReadHeatmapsGrad: {
    inputs: ['dRows', 'logits', 'rows', 'top'],
    integers: ['side'],
    outputs: 1,
  },
  TurboUpsample2xGrad: { inputs: ['dy'], outputs: 1 },
  TurboPairGeometry: { inputs: ['people', 'objects', 'person', 'object'], outputs: 5 },
  TurboJointFeatures: { inputs: frames, outputs: 1 },
  TurboJointFeaturesGrad: { inputs: ['dy', ...frames], outputs: 1 },
  TurboPhaseFilters: { inputs: ['filter'], integers: ['rows', 'columns'], outputs: 1 },
  TurboRoiAlign: { ...roiAlign, inputs: ['map', 'boxes', 'image'] },
  TurboRoiAlignGrad: { ...roiAlign, inputs: ['dy', 'map', 'boxes', 'image'] },
  TurboBinaryCrossEntropy: { ...loss, inputs: ['logits', 'labels', 'mask'] },
  TurboSoftmaxCrossEntropy: { ...loss, inputs: ['logits', 'classes', 'mask'] },
  TurboSmoothL1: { ...loss, inputs: ['prediction', 'target', 'mask'], reals: ['beta'] },
  TurboBoxRegression: {
    ...loss,
    inputs: ['deltas', 'target', 'classes', 'valid'],
    reals: ['beta'],
  },
  TurboHeatmapLoss: { ...loss, inputs: ['logits', 'cells', 'visible', 'logTotal'] },
  TurboHeatmapLossGrad: { inputs: ['share', 'cells', 'logits'], outputs: 1 },
  TurboGlobalNorm: lists,
  TurboAdam: lists,
  TurboSgd: lists,
  TurboWinogradTiles: { inputs: ['x'], outputs: 1 },
  TurboWinogradMaps: { inputs: ['points'], integers: ['rows', 'columns'], outputs: 1 },
  TurboWinogradMapsGrad: { inputs: ['dy'], outputs: 1 },
  TurboWinogradFilter: { inputs: ['filter'], outputs: 1 },
  TurboWinogradFilterGrad: { inputs: ['points'], outputs: 1 },
  // TensorFlow's own, which tfjs lacks.
  BiasAddGrad: { inputs: ['dy'], outputs: 1 },
  ReluGrad: { inputs: ['dy', 'y'], outputs: 1 },
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
 * @returns whether there are fused ops
 */
export function registerFusedOps(bindingFolder: string): boolean {
  const file = join(bindingFolder, FUSED_OPS_FILE);
  if (!wantsFusedOps() || !existsSync(file)) return false;
  const { failure } = createRequire(__filename)(file) as { readonly failure?: string };
  if (failure) return false;
  const backend = tf.backend() as unknown as NativeBackend;
  const { TF_ATTR_INT, TF_ATTR_FLOAT } = backend.binding;
  for (const [kernelName, op] of Object.entries(OPS)) {
    const { integers = [], reals = [] } = op;
    tf.registerKernel({
      kernelName,
      backendName: 'tensorflow',
      kernelFunc: ({ inputs, attrs = {} }) =>
        backend.executeMultipleOutputs(
          kernelName,
          [
            ...integers.map((name) => ({ name, type: TF_ATTR_INT, value: attrs[name] })),
            ...reals.map((name) => ({ name, type: TF_ATTR_FLOAT, value: attrs[name] })),
          ],
          (op.inputs ?? Object.keys(inputs)).map((name) => inputs[name] as tf.TensorInfo),
          op.outputs,
        ),
    });
  }
  return true;
}
