import { createRng } from '@turbo-hoi/core';
import { ParameterStore, tidy } from '@turbo-hoi/nn';
import { KeypointBlock } from '@turbo-hoi/pose-module';
import { fpnBackbone, poolLevels } from '@turbo-hoi/stem';
import { keypointBlockParameters } from '@turbo-hoi/weights';
import { compareMaps, fill, imageTensor, type ModelCheck } from './model-check';

const SIDE = 14;
const HEAD = { convs: 8, channels: 512, deconvChannels: 1, outputKernel: 0, groups: 0 } as const;

/** Checks the keypoint head of a detector as a keypoint block, on given regions of our pyramid. */
export const checkHeatmaps: ModelCheck = async (parameters, expected) => {
  const [pyramid, head] = [new ParameterStore(createRng(0)), new ParameterStore(createRng(0))];
  const backbone = fpnBackbone(pyramid.scope('backbone'), 50);
  const keypoints = expected.get('heatmaps')!.shape[3];
  const block = new KeypointBlock(head, { ...HEAD, skip: false }, backbone.channels, keypoints);
  fill(pyramid, parameters);
  head.load(keypointBlockParameters(parameters));
  const finding = tidy(() => {
    const maps = backbone.maps(imageTensor(expected));
    const levels = backbone.pooledStrides.map((stride, i) => ({ stride, map: maps[i] }));
    const roi = poolLevels(levels, expected.get('regions')!.data, SIDE);
    return compareMaps('heatmaps', [block.forward(roi, null).logits], ['heatmaps'], expected);
  });
  pyramid.dispose();
  head.dispose();
  return [finding];
};
