import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import { TurboHoiError } from '@turbo-hoi/core';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import type { EvaluateOptions } from '../cli/evaluate.command';
import { say } from '../cli/say';
import { showPath } from '../cli/show-path';
import type { Experiment } from '../config/experiment';
import { chosenPlugin } from '../config/chosen-plugin';
import { applySettings } from '../config/parse-experiment';
import { commandLinePlugins } from '../plugins/plugin-request';
import { runResult } from '../result/result';
import { type OpenedRun, openRun } from '../run-folder/open-run';
import { DetectionFiles } from './detection-files';
import { runEvaluation } from './run-evaluation';
import { boxLine, formatStageTable } from './stage-table';

/** The command `evaluate`: scores every stage of a checkpoint by the config it was trained with. */
export async function evaluateCommand(run: string, options: EvaluateOptions): Promise<void> {
  const cwd = process.cwd();
  const out = options.out && resolve(cwd, options.out);
  if (out && existsSync(out)) {
    throw new TurboHoiError('usage', `--out: ${out} exists; name a new file.`);
  }
  const opened = await openRun(resolve(cwd, run), {
    plugins: commandLinePlugins(options.plugin, cwd),
    images: true,
    change: (experiment) => withDetector(withSplit(experiment, options), options),
  });
  try {
    await evaluateOpened(opened, options, out);
  } finally {
    opened.composed.dispose();
  }
}

async function evaluateOpened(
  { path, state, composed, loadModel }: OpenedRun,
  options: EvaluateOptions,
  out: string | undefined,
): Promise<void> {
  const { model, backend } = await loadModel(options.backend as BackendChoice, say);
  try {
    say(`${showPath(path)} on ${backend.name} (${backend.device})`);
    checkStage(options.stage, model.stageCount);
    const files = options.detections
      ? new DetectionFiles(composed.dataset.info, options.stage ?? model.stageCount)
      : null;
    const evaluated = await runEvaluation(composed, model, {
      onPrediction: (prediction) => files?.add(prediction),
    });
    const { name, detector } = composed.experiment;
    const result = runResult(
      { name, backend, seed: state.seed, steps: state.step, training: null, detector },
      evaluated,
    );
    say(`\n${formatStageTable({ ...result, stages: [result.initial, ...result.stages] })}\n`);
    say(boxLine(result));
    for (const path of (await files?.write(resolve(options.detections!))) ?? [])
      say(`Detections: ${showPath(path)}`);
    if (out) {
      writeJsonAtomicallySync(out, result);
      say(`Result: ${showPath(out)}`);
    }
  } finally {
    model.dispose();
  }
}

function checkStage(stage: number | undefined, stages: number): void {
  if (stage === undefined || stage <= stages) return;
  throw new TurboHoiError('usage', `--stage ${stage}: the model has stages 0 to ${stages}.`);
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
  return { ...experiment, detector };
}
