import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import { type Communicator, TurboHoiError } from '@turbo-hoi/core';
import { onRankZero } from '@turbo-hoi/mpi';
import type { EvaluateOptions } from './evaluate-options';
import { onEveryRank } from '../ranks/on-every-rank';
import { printLine } from '../terminal/print-line';
import {
  commandLinePlugins,
  evaluateRun,
  setAfterTraining,
  showPath,
} from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { applySettings, chosenPlugin, type Experiment, parseSetting } from '@turbo-hoi/experiment';
import { TERMINAL_DISPLAYS } from '../progress/terminal-displays';
import { formatDiagnosis } from './diagnosis-table';
import { boxLine, formatStageTable } from './stage-table';

/** The command `evaluate`: evaluates every stage of a checkpoint with the config it was trained with. */
export function evaluateCommand(run: string, options: EvaluateOptions): Promise<void> {
  return onEveryRank((communicator) => evaluateOnRank(run, options, communicator));
}

async function evaluateOnRank(
  run: string,
  options: EvaluateOptions,
  communicator: Communicator,
): Promise<void> {
  const cwd = process.cwd();
  const out = options.out && resolve(cwd, options.out);
  await onRankZero(communicator, () => {
    if (out && existsSync(out))
      throw new TurboHoiError('usage', `--out: ${out} exists; name a new file.`);
  });
  const settings = (options.set ?? []).map(parseSetting);
  const isFirst = communicator.rank === 0;
  const { result, files, diagnosis } = await evaluateRun(resolve(cwd, run), {
    backend: options.backend as BackendChoice,
    requests: commandLinePlugins(options.plugin, cwd),
    change: (experiment) =>
      withDetector(withSplit(setAfterTraining(experiment, settings), options), options),
    detections: options.detections,
    stage: options.stage,
    diagnose: options.diagnose,
    communicator,
    notify: printLine,
    displays: TERMINAL_DISPLAYS,
    onStart: ({ checkpoint, backend }) => {
      if (isFirst) printLine(`${showPath(checkpoint)} on ${backend.name} (${backend.device})`);
    },
  });
  if (!isFirst) return;
  printLine(`\n${formatStageTable({ ...result, stages: [result.initial, ...result.stages] })}\n`);
  printLine(boxLine(result));
  for (const path of files) printLine(`Detections: ${showPath(path)}`);
  if (diagnosis) {
    printLine(`\n${formatDiagnosis(diagnosis.diagnosis)}\n`);
    printLine(`Diagnosis: ${showPath(diagnosis.file)}`);
    printLine(
      diagnosis.report === null
        ? 'The run has no report.html to which a section can be added.'
        : `Report: ${showPath(diagnosis.report)}#diagnosis`,
    );
  }
  if (out) {
    writeJsonAtomicallySync(out, result);
    printLine(`Result: ${showPath(out)}`);
  }
}

function withSplit(experiment: Experiment, { split }: EvaluateOptions): Experiment {
  if (split === undefined) return experiment;
  const setting = { source: `--split ${split}`, path: ['evaluation', 'split'], value: split };
  return applySettings(experiment, [setting]);
}

function withDetector(
  experiment: Experiment,
  { detector: kind, detectorSet }: EvaluateOptions,
): Experiment {
  const detector = chosenPlugin('--detector', kind, detectorSet, experiment.detector);
  return kind === undefined
    ? { ...experiment, detector }
    : { ...experiment, detector, evaluation: { ...experiment.evaluation, detector: null } };
}
