import { resolve } from 'node:path';
import { type SplitName, TurboHoiError } from '@turbo-hoi/core';
import { Findings } from '@turbo-hoi/datasets';
import type { InspectCommandOptions, InspectOptions } from './inspect-options';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import { readingProgress } from '../progress/reading-progress';
import { gallerySamples } from './gallery-samples';
import { inspectLabelFolder } from './inspect-label-folder';
import { datasetSetting, openDataset } from './open-dataset';
import { planOutputs, reportInspection } from './report-inspection';
import { runInspection } from './run-inspection';

const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

/** The command `inspect`: counts, findings and a page of samples; exits with 1 if there are errors. */
export async function inspectCommand(given: InspectCommandOptions): Promise<void> {
  const cwd = process.cwd();
  const options = withNames(given, cwd);
  const outputs = planOutputs(options, cwd);
  const splits = options.split === 'all' ? SPLITS : [options.split];
  const findings = new Findings();
  const opening = readingProgress();
  const context = {
    onProgress: opening.onProgress,
    warn: (line: string) => findings.add('reader-warning', line),
  };
  const labels = await inspectLabelFolder(options, splits, findings, context);
  if (labels) return reportInspection(labels, [], outputs);
  const dataset = await openDataset(options, cwd, context).finally(opening.stop);
  // Until here Ctrl-C ends the process: there is nothing to clean up.
  const interrupt = listenForInterrupt();
  const { signal } = interrupt;
  try {
    const run = await runInspection(dataset, splits, findings, options, signal);
    const chosen = outputs.folder === null ? [] : run.samples;
    await reportInspection(run.inspection, await gallerySamples(dataset, chosen, signal), outputs);
  } catch (error) {
    if (!signal.aborted) throw error;
    printLine('Stopped; nothing was written.');
    process.exitCode = INTERRUPTED;
  } finally {
    interrupt.release();
  }
}

/** The options with the kind and the folder of the data set where `--set` names them. */
function withNames(given: InspectCommandOptions, cwd: string): InspectOptions {
  const settings = (given.set ?? []).map(datasetSetting);
  const named = (field: string) => {
    const setting = settings.filter(({ path }) => path.length === 1 && path[0] === field).pop();
    return typeof setting?.value === 'string' ? setting.value : undefined;
  };
  const dataset = named('kind') ?? given.dataset;
  if (dataset === undefined) {
    throw new TurboHoiError(
      'usage',
      '--dataset: name the kind of the data set, like --dataset custom or --set dataset.kind=custom.',
    );
  }
  const root = named('root') ?? given.root;
  return { ...given, dataset, root: root && resolve(cwd, root) };
}
