import { turn } from '@turbo-hoi/core';
import { resizeRule } from '@turbo-hoi/datasets';
import type { CachedDetector } from '@turbo-hoi/datasets/node';
import type { ComposedExperiment } from '../compose/compose-experiment';
import type { ProgressDisplays } from '../../progress/progress';
import { trainingImages, trainingOrder } from '../train/training-images';

/** Images that share a forward pass, which a Ctrl-C waits for: a second on wasm. */
const GROUP = 8;

export interface KeptProposals {
  readonly composed: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'resize' | 'rng'>;
  readonly detector: CachedDetector;
  readonly signal: AbortSignal;
  readonly displays: ProgressDisplays;
}

/**
 * Computes and caches the proposals of the images that training uses, in batches, so that its steps need not wait for them.
 *
 * The batches do not depend on the cache: each image is always processed together with the same others.
 */
export async function keepProposals({
  composed,
  detector,
  signal,
  displays,
}: KeptProposals): Promise<void> {
  if (!detector.proposeAll || !detector.has) return;
  const { dataset, experiment } = composed;
  const split = dataset.split('train');
  const sampleAt = trainingImages(composed);
  const rule = experiment.input ? resizeRule(experiment.input) : undefined;
  const groups = inGroups(neededIndices(composed));
  const missing: number[][] = [];
  for (const group of groups) if (await isMissing(group)) missing.push(group);
  if (missing.length === 0) return;
  const progress = displays.images('proposals', missing.flat().length);
  try {
    let done = 0;
    for (const group of missing) {
      if (signal.aborted) return;
      await detector.proposeAll(await Promise.all(group.map(sampleAt)));
      progress.update((done += group.length));
      await turn();
    }
  } finally {
    progress.stop();
  }

  async function isMissing(group: readonly number[]): Promise<boolean> {
    for (const index of group) {
      const { imageId, ...size } = await split.annotations(index);
      const { width, height } = rule ? rule(size) : size;
      if (!detector.has!({ imageId, width, height })) return true;
    }
    return false;
  }
}

/** The images of the training split that the steps of the experiment use, ascending. */
function neededIndices(composed: KeptProposals['composed']): number[] {
  const { size } = composed.dataset.split('train');
  const { steps } = composed.experiment.training;
  const indicesOf = trainingOrder(composed);
  const seen = new Set<number>();
  for (let step = 1; step <= steps && seen.size < size; step++)
    for (const index of indicesOf(step)) seen.add(index);
  return [...seen].sort((a, b) => a - b);
}

function inGroups(indices: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(indices.length / GROUP) }, (_, i) =>
    indices.slice(i * GROUP, (i + 1) * GROUP),
  );
}
