import { resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { weightsIn } from '@turbo-hoi/checkpoints/node';
import { DETECTORS, selectPlugin, TurboHoiError } from '@turbo-hoi/core';
import { typedCommand } from '../cli/typed-command';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import {
  claimRunFolder,
  composeExperiment,
  createRunContainer,
  evaluateDetector,
  showPath,
  trainDetector,
} from '@turbo-hoi/experiment/node';
import { writeFileAtomically, writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { encodeSafetensors } from '@turbo-hoi/weights';
import { readParameters } from '@turbo-hoi/weights/node';
import type { TrainDetectorOptions } from './train-detector-options';
import { TERMINAL_DISPLAYS } from '../progress/terminal-displays';
import { planRun } from '../train/run-plan';
import { formatBoxTable } from './box-table';

/** Settings applied before the user's: this detector is trained whatever the config has. */
const SETTINGS = [
  'name=detector',
  'detector.kind=small-faster-rcnn',
  'detector.output=detections',
  'detector.weights=null',
];

/** The command `train-detector`: trains a small Faster R-CNN and evaluates its boxes. */
export async function trainDetectorCommand(options: TrainDetectorOptions): Promise<void> {
  const plan = await planRun(asTraining(options), process.cwd());
  const container = await createRunContainer(plan.plugins);
  const composed = await composeExperiment(container, plan.experiment, { warn: printLine });
  const { experiment, learner } = composed;
  if (!learner) throw notLearned();
  const backend = await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: options.setup ? 'auto' : 'never',
    notify: printLine,
  });
  const folder = showPath(plan.files.folder);
  printLine(
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
    const observer = { notify: printLine, displays: TERMINAL_DISPLAYS };
    if (!(await trainDetector({ ...parts, observer }))) {
      printLine(`Stopped. Resume with:\n  ${typedCommand('train-detector', `--resume ${folder}`)}`);
      process.exitCode = INTERRUPTED;
      return;
    }
    const weights = weightsIn(plan.files.folder);
    const out = options.out ?? null;
    if (out !== null) await writeHalf(weights, resolve(out));
    const used = out ?? weights;
    const config = { ...experiment.detector, weights: used };
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
    printLine(`\n${formatBoxTable(result)}\n`);
    printLine(`Weights: ${showPath(used)}; use them with --set detector.weights=${showPath(used)}`);
  } finally {
    interrupt.release();
    optimizer.dispose();
    lock.release();
  }
}

/** Writes the numbers of a weight file in half precision; the scores are those of what is published. */
async function writeHalf(weights: string, out: string): Promise<void> {
  const parameters = await readParameters(weights);
  const tensors = [...parameters].map(([name, { shape, data }]) => {
    return [name, { dtype: 'F16' as const, shape, data: Float32Array.from(data) }] as const;
  });
  await writeFileAtomically(out, encodeSafetensors(new Map(tensors)));
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
    'train-detector: detector.weights names a file, so there is nothing to train. Omit it, or set it to null.',
  );
}
