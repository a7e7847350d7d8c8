import { createRng, pluginModule } from '@turbo-hoi/core';
import { parseExperiment } from '@turbo-hoi/experiment';
import { composeExperiment } from '@turbo-hoi/experiment/node';
import type { Container } from 'inversify';
import layoutVcoco from '../../../configs/layout-vcoco';
import type { BenchNetwork } from './bench-network';
import { type LayoutSizes, randomLayout } from './random-layout';
import { noImages } from './vcoco-sized';

/** One photo: 624 pairs. */
export const PHOTO_LAYOUT: LayoutSizes = { detections: [40], people: [16], pairs: 624 };

/** A training batch of 32 images with 150 people. */
export const BATCH_LAYOUT: LayoutSizes = {
  detections: Array.from({ length: 32 }, (_, i) => (i === 0 ? 40 : 8 + (i % 24))),
  people: Array.from({ length: 32 }, (_, i) => (i < 22 ? 5 : 4)),
  pairs: 2000,
};

/** The config `layout-vcoco` on noise: three stages of pair-context HOI and skeletons. */
export async function layoutNetwork(container: Container): Promise<BenchNetwork> {
  container.load(pluginModule(noImages));
  const data = { dataset: { kind: noImages.kind }, detector: { kind: 'annotated' } };
  const evaluation = { metrics: null };
  const composed = await composeExperiment(
    container,
    parseExperiment({ ...layoutVcoco, name: 'layout', ...data, evaluation }, 'bench'),
  );
  const noise = (sizes: LayoutSizes) => () => {
    const batch = randomLayout(sizes, createRng(1));
    return async () => [batch];
  };
  return {
    composed,
    batches: noise(BATCH_LAYOUT),
    seen: noise(PHOTO_LAYOUT),
    layout: { training: BATCH_LAYOUT, inference: PHOTO_LAYOUT },
  };
}
