import {
  createRng,
  DATASETS,
  definePlugin,
  type Dataset,
  type DatasetSplit,
  type Sample,
  type SplitName,
} from '@turbo-hoi/core';
import { annotateScene } from './annotate';
import { paintScene } from './paint/paint-scene';
import { syntheticSchema, type SyntheticOptions } from './synthetic-options';
import { SYNTHETIC_INFO } from './vocabulary';
import { composeScene } from './world/compose-scene';
import type { Scene } from './world/scene';

const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

/** The embedded data set: people as articulated figures who handle objects, rendered on first use. */
export const syntheticDataset = definePlugin(DATASETS, {
  kind: 'synthetic',
  schema: syntheticSchema,
  create: createSyntheticDataset,
});

/** The data set of the options; {@link syntheticDataset} is its plugin. */
export function createSyntheticDataset(options: SyntheticOptions): Dataset {
  const splits = new Map(SPLITS.map((name) => [name, cachedSplit(options, name)]));
  return { info: SYNTHETIC_INFO, split: (name) => splits.get(name)! };
}

/** What a sample shows beyond its annotations: limb modes, acting joints, covered faces. */
export function describeScene(options: SyntheticOptions, split: SplitName, index: number): Scene {
  return composeScene(options, sceneRng(options, split, index).fork('scene'));
}

/** The sample of a (seed, split, index), whatever was rendered before. */
export function renderSample(options: SyntheticOptions, split: SplitName, index: number): Sample {
  const scene = describeScene(options, split, index);
  const rng = sceneRng(options, split, index).fork('paint');
  const imageId = 1 + SPLITS.indexOf(split) + SPLITS.length * index;
  return annotateScene(scene, paintScene(scene, options, rng), imageId);
}

function sceneRng(options: SyntheticOptions, split: SplitName, index: number) {
  return createRng(options.seed).fork('synthetic').fork(split, index);
}

function cachedSplit(options: SyntheticOptions, name: SplitName): DatasetSplit {
  const size = options[name];
  const samples = new Map<number, Sample>();
  const sample = async (index: number): Promise<Sample> => {
    if (!Number.isInteger(index) || index < 0 || index >= size) {
      throw new RangeError(`synthetic ${name}: index ${index} is not in 0..${size - 1}`);
    }
    const rendered = samples.get(index) ?? renderSample(options, name, index);
    samples.set(index, rendered);
    return rendered;
  };
  // Boxes are those of the painted pixels: there are no annotations without an image.
  return { size, sample, annotations: sample };
}
