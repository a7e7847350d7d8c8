import { product } from '../wasm-heap';
import { expect, type FusedKernel, UNFIT } from './fused-kernel';

const sizesOf = (x: readonly number[], groups: number) => {
  const [batch, channels] = [x[0], x[x.length - 1]];
  return [batch, product(x.slice(1, -1)), channels, groups];
};

/** Kernels of layers of `nn`; see the files of native/kernels for what each computes. */
export const LAYER_KERNELS: Readonly<Record<string, FusedKernel>> = {
  TurboGroupNorm: {
    run: 'groupNorm',
    inputs: ['x', 'weight', 'bias'],
    plan({ x, weight, bias }, { groups, relu, epsilon }) {
      const channels = x.shape[x.shape.length - 1];
      expect(x.shape.length >= 2 && channels % groups === 0, 'groups do not fit the channels');
      expect(weight.size === channels && bias.size === channels, 'weight or bias do not fit');
      const perGroup = [x.shape[0], groups];
      return {
        outputs: [x.shape, perGroup, perGroup],
        numbers: [...sizesOf(x.shape, groups), relu, epsilon],
      };
    },
  },
  TurboGroupNormGrad: {
    run: 'groupNormGrad',
    inputs: ['dy', 'x', 'weight', 'bias', 'mean', 'inverse'],
    plan({ dy, x, weight, bias, mean, inverse }, { groups, relu }) {
      const channels = x.shape[x.shape.length - 1];
      const maps = x.shape[0] * groups;
      expect(dy.size === x.size && weight.size === channels && bias.size === channels, UNFIT);
      expect(mean.size === maps && inverse.size === maps, UNFIT);
      return {
        outputs: [x.shape, [channels], [channels]],
        numbers: [...sizesOf(x.shape, groups), relu],
      };
    },
  },
  TurboInputNorm: {
    run: 'inputNorm',
    inputs: ['x', 'valid', 'mean', 'variance'],
    plan({ x, valid, mean, variance }, { training, momentum, epsilon }) {
      const [rows, width] = x.shape;
      expect(x.shape.length === 2 && valid.size === rows, UNFIT);
      expect(mean.size === width && variance.size === width, UNFIT);
      return {
        outputs: [x.shape, [width], [], [width], [width]],
        numbers: [rows, width, training, momentum, epsilon],
      };
    },
  },
  TurboInputNormGrad: {
    run: 'inputNormGrad',
    inputs: ['dy', 'y', 'valid', 'inverse', 'share'],
    plan({ dy, y, valid, inverse, share }) {
      const [rows, width] = y.shape;
      expect(y.shape.length === 2 && dy.size === y.size && valid.size === rows, UNFIT);
      expect(inverse.size === width && share.size === 1, UNFIT);
      return { outputs: [y.shape], numbers: [rows, width] };
    },
  },
  TurboReadHeatmaps: {
    run: 'readHeatmaps',
    inputs: ['logits'],
    plan({ logits }, { side }) {
      const [regions, height, width, keypoints] = logits.shape;
      expect(
        logits.shape.length === 4 && height === width && height % side === 0,
        'expected logits [R,M,M,K] and a side that divides M',
      );
      return {
        outputs: [
          [regions, 4 + side * side, keypoints],
          [regions, keypoints],
        ],
        numbers: [regions, height, keypoints, side],
      };
    },
  },
  TurboReadHeatmapsGrad: {
    run: 'readHeatmapsGrad',
    inputs: ['dRows', 'logits', 'rows', 'top'],
    plan({ dRows, logits, rows, top }, { side }) {
      const [regions, height, , keypoints] = logits.shape;
      const size = regions * (4 + side * side) * keypoints;
      expect(dRows.size === size && rows.size === size && top.size === regions * keypoints, UNFIT);
      return { outputs: [logits.shape], numbers: [regions, height, keypoints, side] };
    },
  },
  TurboUpsample2xGrad: {
    run: 'upsample2xGrad',
    inputs: ['dy'],
    plan({ dy }) {
      const [batch, height, width, channels] = dy.shape;
      expect(dy.shape.length === 4 && height % 2 === 0 && width % 2 === 0, 'expected [B,2H,2W,C]');
      const shape = [batch, height / 2, width / 2, channels];
      return { outputs: [shape], numbers: shape };
    },
  },
  TurboPhaseFilters: {
    run: 'phaseFilters',
    inputs: ['filter'],
    plan({ filter }, { rows, columns }) {
      const [height, width, inChannels, outChannels] = filter.shape;
      expect(filter.shape.length === 4, 'expected a filter [K,K,Cin,Cout]');
      return {
        outputs: [
          [
            Math.ceil(height / rows),
            Math.ceil(width / columns),
            outChannels,
            rows * columns * inChannels,
          ],
        ],
        numbers: [...filter.shape, rows, columns],
      };
    },
  },
  ReluGrad: {
    run: 'reluGrad',
    inputs: ['dy', 'y'],
    plan({ dy, y }) {
      expect(dy.size === y.size, UNFIT);
      return { outputs: [y.shape], numbers: [y.size] };
    },
  },
};
