import type { BackendChoice } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { weightsIn } from '@turbo-hoi/checkpoints/node';
import { DETECTORS, selectPlugin, TurboHoiError } from '@turbo-hoi/core';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import { say } from '../terminal/say';
import {
  claimRunFolder,
  composeExperiment,
  createRunContainer,
  evaluateDetector,
  showPath,
  trainDetector,
} from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import type { TrainDetectorOptions } from './train-detector-options';
import { TERMINAL_DISPLAYS } from '../progress/terminal-displays';
import { planRun } from '../train/run-plan';
import { formatBoxTable } from './box-table';

/** What the command sets before the user does: whatever the config has, it is this detector that learns. */
const SETTINGS = ['name=detector', 'detector.kind=small-faster-rcnn', 'detector.output=detections'];

/** The command `train-detector`: weights of a small Faster R-CNN, and how well it finds boxes. */
export async function trainDetectorCommand(options: TrainDetectorOptions): Promise<void> {
  const plan = await planRun(asTraining(options), process.cwd());
  const container = await createRunContainer(plan.plugins);
  const composed = await composeExperiment(container, plan.experiment, { warn: say });
  const { experiment, learner } = composed;
  if (!learner) throw notLearned();
  const backend = await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: options.setup ? 'auto' : 'never',
    notify: say,
  });
  const folder = showPath(plan.files.folder);
  say(
    `detector on ${backend.name} (${backend.device}), ${experiment.dataset.kind} data, ${folder}`,
  );
  const lock = claimRunFolder(plan.files, plan.resume);
  const optimizer = composed.createDetectorOptimizer();
  const interrupt = listenForInterrupt();
  const { signal } = interrupt;
  try {
    writeJsonAtomicallySync(plan.files.config, experiment);
    const parts = {
      composed,
      learner,
      optimizer,
      backend,
      files: plan.files,
      lock,
      signal,
    };
    const observer = { notify: say, displays: TERMINAL_DISPLAYS };
    if (!(await trainDetector({ ...parts, observer }))) {
      say(`Stopped. Go on with:\n  npx nx run trainer:train-detector -- --resume ${folder}`);
      process.exitCode = INTERRUPTED;
      return;
    }
    const weights = weightsIn(plan.files.folder);
    const config = { ...experiment.detector, weights };
    const trained = selectPlugin(container, DETECTORS, config, 'detector').create({
      dataset: composed.dataset.info,
    });
    const result = await evaluateDetector(composed, trained, {
      signal,
      displays: TERMINAL_DISPLAYS,
    });
    if (!result) {
      process.exitCode = INTERRUPTED;
      return;
    }
    writeJsonAtomicallySync(plan.files.result, { backend: backend.name, ...result });
    say(`\n${formatBoxTable(result)}\n`);
    say(`Weights: ${showPath(weights)}, to be used by --set detector.weights=${showPath(weights)}`);
  } finally {
    interrupt.release();
    optimizer.dispose();
    lock.release();
  }
}

function asTraining({ set = [], maxSteps, seed, ...options }: TrainDetectorOptions) {
  const own = [
    ...(maxSteps === undefined ? [] : [`detectorTraining.steps=${maxSteps}`]),
    ...(seed === undefined ? [] : [`detectorTraining.seed=${seed}`]),
  ];
  const settings = options.resume === undefined ? [...SETTINGS, ...set, ...own] : [...set, ...own];
  return { ...options, set: settings };
}

function notLearned(): TurboHoiError {
  return new TurboHoiError(
    'usage',
    'train-detector: detector.weights names a file, so that there is nothing to train. Leave it out, or set it to null.',
  );
}
