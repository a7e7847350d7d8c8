import { createRng, type Dataset, type SplitName } from '@turbo-hoi/core';
import {
  type Findings,
  inspectDataset,
  type Inspection,
  SampleChooser,
  type SampleRef,
} from '@turbo-hoi/datasets';
import { checkImageFile } from '@turbo-hoi/datasets/node';
import type { InspectCommandOptions } from './inspect-options';
import type { Progress } from '@turbo-hoi/experiment';
import { imageProgress } from '../progress/progress';

/** An inspection with the samples of its page. */
export interface InspectionRun {
  readonly inspection: Inspection;
  readonly samples: readonly SampleRef[];
}

/**
 * Reads the annotations of a data set once and checks for its image files.
 *
 * @param findings findings from opening the data set
 * @throws the signal's reason once it is aborted
 */
export async function runInspection(
  dataset: Dataset,
  splits: readonly SplitName[],
  findings: Findings,
  options: Pick<InspectCommandOptions, 'samples' | 'seed' | 'checkImages'>,
  signal: AbortSignal,
): Promise<InspectionRun> {
  const chooser = new SampleChooser(createRng(options.seed).fork('inspect'), options.samples);
  let progress: Progress<number> | undefined;
  try {
    const inspection = await inspectDataset(dataset, splits, {
      findings,
      signal,
      onProgress: (done, total) => (progress ??= imageProgress(total, done)).update(done),
      onImage: async (split, index, image, where) => {
        chooser.add(split, index, image);
        const path = () => dataset.split(split).imagePath?.(index);
        await checkImageFile(path, image, where, findings, { header: options.checkImages });
      },
    });
    return { inspection, samples: chooser.choose() };
  } finally {
    progress?.stop();
  }
}
