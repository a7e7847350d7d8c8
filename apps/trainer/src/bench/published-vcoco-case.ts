import {
  actionVocabulary,
  COCO_80,
  COCO_KEYPOINTS,
  createRng,
  type DatasetInfo,
  DATASETS,
  type DatasetSplit,
  definePlugin,
  pluginModule,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import { z } from 'zod';
import publishedVcoco from '../../configs/published-vcoco';
import { composeExperiment } from '@turbo-hoi/experiment/node';
import { parseExperiment } from '@turbo-hoi/experiment';
import type { BenchCase } from './bench-case';
import { randomBatch } from './random-batch';

/** The config `published-vcoco` with its micro-steps, on noise: no images, no proposals of a detector. */
export async function publishedVcocoCase(container: Container): Promise<BenchCase> {
  container.load(pluginModule(noImages));
  const data = { dataset: { kind: noImages.kind }, detector: { kind: 'annotated' }, frozen: [] };
  const composed = await composeExperiment(
    container,
    parseExperiment({ ...publishedVcoco, name: 'published-vcoco', ...data }, 'bench'),
  );
  const { input, sampling } = composed.experiment;
  const { accumulate } = sampling;
  return {
    composed,
    batches: ({ heatmapSide, padding }) => {
      const padded = (side: number) => Math.ceil(side / padding.multiple) * padding.multiple;
      const sizes = {
        images: sampling.images / accumulate,
        height: padded(input!.shortSide),
        width: padded(input!.longSide),
        people: sampling.people / accumulate,
        proposals: sampling.proposals / accumulate,
      };
      return async (step) =>
        Array.from({ length: accumulate }, (_, microStep) =>
          randomBatch(sizes, VCOCO_SIZED, heatmapSide, createRng(0).fork('noise', step, microStep)),
        );
    },
  };
}

/** V-COCO's numbers of columns, keypoints and classes: 26 actions, 3 of them with two roles and 4 with none. */
const VCOCO_SIZED: DatasetInfo = {
  name: 'noise',
  actions: actionVocabulary(
    Array.from({ length: 26 }, (_, i) => ({
      name: `action ${i}`,
      roles: i < 3 ? ['instr', 'obj'] : i < 22 ? ['obj'] : [],
    })),
  ),
  keypoints: COCO_KEYPOINTS,
  objectClasses: COCO_80,
};

const outside = () => Promise.reject(new RangeError('There are no images.'));
const NOTHING: DatasetSplit = { size: 0, annotations: outside, sample: outside };

const noImages = definePlugin(DATASETS, {
  kind: 'no-images',
  schema: z.strictObject({}),
  create: () => ({ info: VCOCO_SIZED, split: () => NOTHING }),
});
