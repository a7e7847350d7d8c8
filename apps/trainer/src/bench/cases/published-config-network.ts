import { createRng, pluginModule } from '@turbo-hoi/core';
import type { Container } from 'inversify';
import { composeExperiment } from '@turbo-hoi/experiment/node';
import { type ExperimentInput, parseExperiment } from '@turbo-hoi/experiment';
import type { BenchNetwork } from './bench-network';
import { noImages, VCOCO_SIZED } from './vcoco-sized';
import { randomBatch } from './random-batch';

/** A config `published-…` of V-COCO with its micro-steps, on noise: no images, no proposals of a detector. */
export const publishedConfigNetwork =
  (name: string, config: ExperimentInput) =>
  async (container: Container): Promise<BenchNetwork> => {
    container.load(pluginModule(noImages));
    const data = { dataset: { kind: noImages.kind }, detector: { kind: 'annotated' }, frozen: [] };
    const composed = await composeExperiment(
      container,
      parseExperiment({ ...config, name, ...data }, 'bench'),
    );
    const { input, sampling } = composed.experiment;
    const { accumulate } = sampling;
    return {
      composed,
      image: [input!.shortSide, input!.longSide],
      batches: ({ heatmapSide, padding, needs }) => {
        const padded = (side: number) => Math.ceil(side / padding.multiple) * padding.multiple;
        const sizes = {
          images: sampling.images / accumulate,
          height: padded(input!.shortSide),
          width: padded(input!.longSide),
          people: sampling.people / accumulate,
          proposals: sampling.proposals / accumulate,
          ...(needs?.objects && { objects: sampling.objects }),
        };
        return async (step) =>
          Array.from({ length: accumulate }, (_, microStep) =>
            randomBatch(
              sizes,
              VCOCO_SIZED,
              heatmapSide,
              createRng(0).fork('noise', step, microStep),
            ),
          );
      },
    };
  };
