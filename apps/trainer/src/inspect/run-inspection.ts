import { createRng, type Dataset, type SplitName } from '@turbo-hoi/core';
import {
  Findings,
  inspectDataset,
  type Inspection,
  SampleChooser,
  type SampleRef,
} from '@turbo-hoi/datasets';
import { checkImageFile } from '@turbo-hoi/datasets/node';
import type { InspectCommandOptions } from '../cli/inspect.command';
import { say } from '../cli/say';
import { evaluationProgress } from '../progress/progress';
import { inspectLabelFolder } from './inspect-label-folder';
import { openDataset } from './open-dataset';

/** An inspection with what its page shows. */
export interface InspectionRun {
  readonly inspection: Inspection;
  /** Null: there are only labels. */
  readonly dataset: Dataset | null;
  readonly samples: readonly SampleRef[];
}

/**
 * Opens a data set and goes once through its annotations.
 *
 * @throws TurboHoiError as the data set does; the signal's reason once it is aborted
 */
export async function runInspection(
  options: InspectCommandOptions,
  splits: readonly SplitName[],
  signal: AbortSignal,
): Promise<InspectionRun> {
  if (options.dataset === 'vcoco' && options.root !== undefined) {
    const inspection = await inspectLabelFolder(options.root, splits);
    if (inspection) return { inspection, dataset: null, samples: [] };
  }
  const findings = new Findings();
  const dataset = await openDataset(options, process.cwd(), {
    warn: (line) => {
      say(line);
      findings.add('skipped-entries', line);
    },
  });
  const chooser = new SampleChooser(createRng(options.seed).fork('inspect'), options.samples);
  const total = splits.reduce((sum, split) => sum + dataset.split(split).size, 0);
  const progress = evaluationProgress(total);
  try {
    const inspection = await inspectDataset(dataset, splits, {
      findings,
      signal,
      onProgress: (done) => progress.update(done),
      onImage: async (split, index, image, where) => {
        chooser.add(split, index, image);
        const path = dataset.split(split).imagePath?.(index);
        if (path === undefined) return;
        await checkImageFile(path, image, where, findings, { header: options.checkImages });
      },
    });
    return { inspection, dataset, samples: chooser.choose() };
  } finally {
    progress.stop();
  }
}
