import { isDeepStrictEqual } from 'node:util';
import {
  checkTrainable,
  composeExperiment,
  createRunContainer,
  type Experiment,
} from '@turbo-hoi/experiment/node';

/**
 * Opens the data sets and composes the parts of all experiments, so that what is missing is known before anything is trained. One that
 * differs from an earlier one in its seed alone is not opened again.
 *
 * @throws TurboHoiError as `train` does
 */
export async function checkData(experiments: readonly Experiment[]): Promise<void> {
  const container = await createRunContainer([]);
  let opened: { readonly given: Experiment['dataset']; readonly dataset: Opened } | undefined;
  const seen: Experiment[] = [];
  for (const experiment of experiments) {
    const unseeded = { ...experiment, seed: 0 };
    if (seen.some((other) => isDeepStrictEqual(other, unseeded))) continue;
    seen.push(unseeded);
    const isOpen = opened !== undefined && isDeepStrictEqual(opened.given, experiment.dataset);
    // Poses are added to a data set as it opens.
    const known = isOpen && !experiment.poses ? opened!.dataset : undefined;
    const composed = await composeExperiment(container, experiment, {}, known);
    try {
      checkTrainable(composed);
      if (!experiment.poses) opened = { given: experiment.dataset, dataset: composed.dataset };
    } finally {
      composed.dispose();
    }
  }
}

type Opened = Awaited<ReturnType<typeof composeExperiment>>['dataset'];
