import { createRng, pluginModule } from '@turbo-hoi/core';
import type { TrainingBatch } from '@turbo-hoi/datasets';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { Container } from 'inversify';
import {
  batchSource,
  type ComposedExperiment,
  composeExperiment,
} from '@turbo-hoi/experiment/node';
import { parseExperiment } from '@turbo-hoi/experiment';
import { DEFAULT_CONFIG } from '../configs';
import { IMAGE_SIDE, publishedExperiment } from './published-experiment';
import { publishedVcocoCase } from './published-vcoco-case';
import { randomBatch } from './random-batch';
import { randomMap } from './random-map';
import { withoutDetector } from './without-detector';

export const BENCH_SIZES = ['default', 'published', 'published-vcoco'] as const;

export type BenchSize = (typeof BENCH_SIZES)[number];

/** An experiment to time, and its batches. */
export interface BenchCase {
  readonly composed: ComposedExperiment;
  /** The batches of a step for a model of this case, one per micro-step. */
  batches(model: TurboModel): (step: number) => Promise<readonly TrainingBatch[]>;
}

/**
 * `default`: the default config on annotated boxes; `published`: the paper's head sizes on given feature maps; `published-vcoco`: the paper's
 * full network.
 */
export function benchCase(size: BenchSize, container: Container): Promise<BenchCase> {
  const cases: Record<BenchSize, (container: Container) => Promise<BenchCase>> = {
    default: defaultCase,
    published: publishedCase,
    'published-vcoco': publishedVcocoCase,
  };
  return cases[size](container);
}

async function defaultCase(container: Container): Promise<BenchCase> {
  const composed = await composeExperiment(container, await withoutDetector(DEFAULT_CONFIG));
  return { composed, batches: (model) => batchSource(composed, model) };
}

async function publishedCase(container: Container): Promise<BenchCase> {
  container.load(pluginModule(randomMap));
  const composed = await composeExperiment(
    container,
    parseExperiment(publishedExperiment, 'bench'),
  );
  const { images, people, proposals } = composed.experiment.sampling;
  const sizes = { images, people, proposals, height: IMAGE_SIDE, width: IMAGE_SIDE };
  return {
    composed,
    batches: ({ heatmapSide }) => {
      const batch = randomBatch(sizes, composed.dataset.info, heatmapSide, createRng(0));
      return async () => [batch];
    },
  };
}
