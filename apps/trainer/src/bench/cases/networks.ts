import { createRng, pluginModule } from '@turbo-hoi/core';
import { type ExperimentInput, parseExperiment } from '@turbo-hoi/experiment';
import { batchSource, composeExperiment } from '@turbo-hoi/experiment/node';
import type { Container } from 'inversify';
import { DEFAULT_CONFIG } from '../../configs';
import type { BenchNetwork } from './bench-network';
import { layoutNetwork } from './layout-network';
import { PUBLISHED_CONFIGS } from './case-names';
import { publishedConfigNetwork } from './published-config-network';
import { PUBLISHED } from './published-configs';
import { publishedHeads, publishedResnet, type SizedExperiment } from './published-experiment';
import { randomBatch } from './random-batch';
import { randomMap } from './random-map';
import { withoutDetector } from './without-detector';

/** Composes a network in a container that has the plugins of a run. */
export type ComposeNetwork = (container: Container) => Promise<BenchNetwork>;

/**
 * `default`: the default config on annotated boxes; `published`: the paper's head sizes on given feature maps; `published-r50`, `-r101`: on
 * a ResNet; `layout`: pairs of boxes without pixels; beside these, full networks of the paper and its rivals.
 */
export const NETWORKS = {
  default: defaultNetwork,
  published: publishedNetwork(publishedHeads),
  'published-r50': publishedNetwork(publishedResnet(50)),
  'published-r101': publishedNetwork(publishedResnet(101)),
  layout: layoutNetwork,
  ...fullNetworks(),
} satisfies Record<string, ComposeNetwork>;

export type NetworkName = keyof typeof NETWORKS;

function fullNetworks() {
  const networks = PUBLISHED_CONFIGS.map((name) => [
    name,
    publishedConfigNetwork(name, PUBLISHED[name]),
  ]);
  return Object.fromEntries(networks) as Record<keyof typeof PUBLISHED, ComposeNetwork>;
}

async function defaultNetwork(container: Container): Promise<BenchNetwork> {
  const composed = await composeExperiment(container, await withoutDetector(DEFAULT_CONFIG));
  return { composed, batches: (model) => batchSource(composed, model) };
}

/** The heads on noise. */
function publishedNetwork({ experiment, image }: SizedExperiment): ComposeNetwork {
  return async (container) => {
    container.load(pluginModule(randomMap));
    const composed = await composeExperiment(container, parse(experiment));
    const { images, people, proposals } = composed.experiment.sampling;
    return {
      composed,
      image,
      batches: ({ heatmapSide, padding }) => {
        const [height, width] = image.map(
          (side) => Math.ceil(side / padding.multiple) * padding.multiple,
        );
        const sizes = { images, people, proposals, height, width };
        const batch = randomBatch(sizes, composed.dataset.info, heatmapSide, createRng(0));
        return async () => [batch];
      },
    };
  };
}

const parse = (experiment: ExperimentInput) => parseExperiment(experiment, 'bench');
