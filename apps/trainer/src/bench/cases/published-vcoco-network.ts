import { createRng, pluginModule } from '@turbo-hoi/core';
import type { Container } from 'inversify';
import publishedVcoco from '../../../configs/published-vcoco';
import { composeExperiment } from '@turbo-hoi/experiment/node';
import { parseExperiment } from '@turbo-hoi/experiment';
import type { BenchNetwork } from './bench-network';
import { noImages, VCOCO_SIZED } from './vcoco-sized';
import { randomBatch } from './random-batch';

/** The config `published-vcoco` with its micro-steps, on noise: no images, no proposals of a detector. */
export async function publishedVcocoNetwork(container: Container): Promise<BenchNetwork> {
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
    image: [input!.shortSide, input!.longSide],
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
