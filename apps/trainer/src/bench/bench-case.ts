import { createRng, STEM, type Stem } from '@turbo-hoi/core';
import type { TrainingBatch } from '@turbo-hoi/datasets';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import type { Container } from 'inversify';
import {
  batchSource,
  type ComposedExperiment,
  composeExperiment,
} from '@turbo-hoi/experiment/node';
import { parseExperiment } from '@turbo-hoi/experiment';
import { publishedExperiment } from './published-experiment';
import { publishedVcocoCase } from './published-vcoco-case';
import { randomBatch } from './random-batch';

export const BENCH_SIZES = ['default', 'published', 'published-vcoco'] as const;

export type BenchSize = (typeof BENCH_SIZES)[number];

/** An experiment to time, and its batches. */
export interface BenchCase {
  readonly composed: ComposedExperiment;
  /** The batches of a step for a model of this case, one per micro-step. */
  batches(model: TurboModel): (step: number) => Promise<readonly TrainingBatch[]>;
}

/**
 * `default`: the default experiment; `published`: the paper's head sizes on given feature maps; `published-vcoco`: the paper's
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
  // The source of the boxes does not affect the time of a step.
  const detector = { kind: 'annotated' };
  const composed = await composeExperiment(
    container,
    parseExperiment({ name: 'default', detector }, 'bench'),
  );
  return { composed, batches: (model) => batchSource(composed, model) };
}

const PUBLISHED = {
  images: 2,
  height: 512,
  width: 512,
  people: 16,
  proposals: 1,
  channels: 1024,
  stride: 16,
};

async function publishedCase(container: Container): Promise<BenchCase> {
  container.bind(STEM).toDynamicValue(randomStem).inSingletonScope();
  const composed = await composeExperiment(
    container,
    parseExperiment(publishedExperiment, 'bench'),
  );
  return {
    composed,
    batches: (model) => {
      const batch = randomBatch(PUBLISHED, composed.dataset.info, model.heatmapSide, createRng(0));
      return async () => [batch];
    },
  };
}

/** One random feature map per run in place of a ResNet's. */
function randomStem(): Stem {
  const { images, height, width, channels, stride } = PUBLISHED;
  const shape = [images, height / stride, width / stride, channels] as const;
  const map = tf.keep(tf.randomUniform<tf.Rank.R4>([...shape]));
  return { channels, stride, features: () => map.clone() };
}
