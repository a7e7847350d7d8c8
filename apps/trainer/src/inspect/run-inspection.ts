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
import { evaluationProgress } from '../progress/progress';

/** An inspection with the samples that its page is to show. */
export interface InspectionRun {
  readonly inspection: Inspection;
  readonly samples: readonly SampleRef[];
}

/**
 * Goes once through the annotations of a data set and looks for its image files.
 *
 * @param findings what was found while the data set was opened
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
      onProgress: (done, total) => (progress ??= evaluationProgress(total)).update(done),
      onImage: async (split, index, image, where) => {
        chooser.add(split, index, image);
        const path = dataset.split(split).imagePath?.(index);
        if (path === undefined) return;
        await checkImageFile(path, image, where, findings, { header: options.checkImages });
      },
    });
    return { inspection, samples: chooser.choose() };
  } finally {
    progress?.stop();
  }
}
