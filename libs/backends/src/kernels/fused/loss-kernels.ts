import { expect, type FusedInput, type FusedKernel, UNFIT } from './fused-kernel';

/** Kernels of losses, each with its slope, the gradient by the prediction for a gradient of 1; see native/kernels/losses.h. */
export const LOSS_KERNELS: Readonly<Record<string, FusedKernel>> = {
  TurboBinaryCrossEntropy: {
    run: 'binaryCrossEntropy',
    inputs: ['logits', 'labels', 'mask'],
    plan({ logits, labels, mask }) {
      const [rows] = logits.shape;
      expect(logits.shape.length === 2 && labels.size === logits.size && mask.size === rows, UNFIT);
      return { outputs: [[], logits.shape], numbers: logits.shape };
    },
  },
  TurboSoftmaxCrossEntropy: {
    run: 'softmaxCrossEntropy',
    inputs: ['logits', 'classes', 'mask'],
    integers: ['classes'],
    plan({ logits, classes, mask }) {
      const [rows] = logits.shape;
      expect(logits.shape.length === 2 && classes.size === rows && mask.size === rows, UNFIT);
      return { outputs: [[], logits.shape], numbers: logits.shape };
    },
  },
  TurboSmoothL1: {
    run: 'smoothL1',
    inputs: ['prediction', 'target', 'mask'],
    plan({ prediction: { shape, size }, target, mask }, { beta }) {
      expect(target.size === size && 4 * mask.size === size, UNFIT);
      return { outputs: [[], shape], numbers: [size, beta] };
    },
  },
  TurboBoxRegression: {
    run: 'boxRegression',
    inputs: ['deltas', 'target', 'classes', 'valid'],
    integers: ['classes'],
    plan({ deltas: { shape }, target, classes, valid }, { beta }) {
      const [rows] = shape;
      expect(shape.length === 2 && shape[1] % 4 === 0 && target.size === 4 * rows, UNFIT);
      expect(classes.size === rows && valid.size === rows, UNFIT);
      return { outputs: [[], shape], numbers: [...shape, beta] };
    },
  },
  TurboHeatmapLoss: {
    run: 'heatmapLoss',
    inputs: ['logits', 'cells', 'visible', 'logTotal'],
    integers: ['cells'],
    plan({ logits, cells, visible, logTotal }) {
      const numbers = cellsOf(logits, cells);
      expect(visible.size === cells.size && logTotal.size === cells.size, UNFIT);
      return { outputs: [[], visible.shape], numbers };
    },
  },
  TurboHeatmapLossGrad: {
    run: 'heatmapLossGrad',
    inputs: ['share', 'cells'],
    integers: ['cells'],
    plan({ share, cells, logits }) {
      const numbers = cellsOf(logits, cells);
      expect(share.size === cells.size, UNFIT);
      return { outputs: [logits.shape], numbers };
    },
  },
};

/** Regions, cells of a map, and keypoints. */
function cellsOf({ shape }: FusedInput, cells: FusedInput): number[] {
  const [regions, height, width, keypoints] = shape;
  expect(shape.length === 4 && cells.size === regions * keypoints, UNFIT);
  return [regions, height * width, keypoints];
}
