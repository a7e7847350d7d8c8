import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { TurboHoiError } from '@turbo-hoi/core';
import { loadCheckpoint } from '@turbo-hoi/training/node';
import type { EvaluateOptions } from '../cli/evaluate.command';
import { say } from '../cli/say';
import { showPath } from '../cli/show-path';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import type { Experiment } from '../config/experiment';
import { applySettings, parseExperiment } from '../config/parse-experiment';
import { commandLinePlugins, configPlugins } from '../plugins/plugin-request';
import { runResult } from '../result/result';
import { writeJsonAtomically } from '../run-folder/write-file-atomically';
import { DetectionFiles } from './detection-files';
import { findCheckpoint } from './find-checkpoint';
import { runEvaluation } from './run-evaluation';
import { formatStageTable } from './stage-table';

/** The command `evaluate`: scores every stage of a checkpoint by the config it was trained with. */
export async function evaluateCommand(run: string, options: EvaluateOptions): Promise<void> {
  const cwd = process.cwd();
  const out = options.out && resolve(cwd, options.out);
  if (out && existsSync(out)) {
    throw new TurboHoiError('usage', `--out: ${out} exists; name a new file.`);
  }
  const { path, runFolder } = await findCheckpoint(resolve(cwd, run));
  const { state, parameters } = await loadCheckpoint(path);
  const experiment = withSplit(parseExperiment(state.config, path), options);
  const composed = await composeExperiment(
    await createRunContainer([
      ...configPlugins(experiment.plugins, runFolder),
      ...commandLinePlugins(options.plugin, cwd),
    ]),
    experiment,
  );
  const backend = await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: 'never',
    notify: say,
  });
  say(`${showPath(path)} on ${backend.name} (${backend.device})`);

  const model = composed.buildModel();
  checkStage(options.stage, model.stageCount);
  model.parameters.load(parameters);
  const files = options.detections
    ? new DetectionFiles(composed.dataset.info, options.stage ?? model.stageCount)
    : null;
  const evaluated = await runEvaluation(composed, model, {
    onPrediction: (prediction) => files?.add(prediction),
  });
  const result = runResult(
    { name: experiment.name, backend, seed: state.seed, steps: state.step, training: null },
    evaluated,
  );
  say(`\n${formatStageTable({ ...result, stages: [result.initial, ...result.stages] })}\n`);
  for (const path of (await files?.write(resolve(cwd, options.detections!))) ?? [])
    say(`Detections: ${showPath(path)}`);
  if (out) {
    writeJsonAtomically(out, result);
    say(`Result: ${showPath(out)}`);
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
