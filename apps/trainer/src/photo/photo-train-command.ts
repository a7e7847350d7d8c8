import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import { findCheckpoint, loadParameters } from '@turbo-hoi/checkpoints/node';
import { DATASETS, selectPlugin, TurboHoiError } from '@turbo-hoi/core';
import { type Experiment, parseSetting } from '@turbo-hoi/experiment';
import {
  createRunContainer,
  executeRun,
  loadExperiment,
  runFiles,
  showPath,
} from '@turbo-hoi/experiment/node';
import { writeFileAtomically } from '@turbo-hoi/files/node';
import { BALANCE, encodePhotoModel, PairCounter, PHOTO_MODEL_FORMAT } from '@turbo-hoi/photo';
import { CONFIGS } from '../configs';
import { TERMINAL_DISPLAYS } from '../progress/terminal-displays';
import { listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import type { PhotoTrainOptions } from './photo-options';

/** The command `photo-train`: trains the model of photos on V-COCO's annotations and writes it as one file. */
export async function photoTrainCommand(options: PhotoTrainOptions): Promise<void> {
  const began = performance.now();
  const experiment = await photoExperiment(options);
  const kept = options.run ?? options.runDir;
  const folder = resolve(kept ?? (await mkdtemp(join(tmpdir(), 'turbo-hoi-photo-'))));
  try {
    if (options.run === undefined) await trainIn(folder, experiment, options);
    const bytes = await trainedModel(folder, experiment, options);
    const out = resolve(options.out);
    await writeFileAtomically(out, bytes);
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    printLine(
      `Wrote ${showPath(out)}: ${(bytes.length / 1e6).toFixed(2)} MB, trained on ${options.splits}, ${minutes} min.`,
    );
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function trainIn(
  folder: string,
  experiment: Experiment,
  options: PhotoTrainOptions,
): Promise<void> {
  const controller = new AbortController();
  const interrupt = listenForInterrupt({ controller });
  try {
    const files = runFiles(folder);
    const { step, result } = await executeRun(
      { experiment, files, plugins: [], modules: [], resume: false },
      {
        backend: options.backend as BackendChoice,
        signal: controller.signal,
        notify: printLine,
        displays: TERMINAL_DISPLAYS,
      },
    );
    if (!result)
      throw new TurboHoiError('usage', `Stopped after step ${step}; no model was written.`);
  } finally {
    interrupt.release();
  }
}

async function photoExperiment(options: PhotoTrainOptions): Promise<Experiment> {
  const { root, splits, seed, noise, maxSteps, set = [] } = options;
  const settings = [
    `dataset.root=${resolve(root)}`,
    `dataset.train=${splits}`,
    `seed=${seed}`,
    ...(maxSteps === undefined ? [] : [`training.steps=${maxSteps}`]),
    ...(noise === undefined ? [] : ['detector.noise=default', `detector.file=${resolve(noise)}`]),
    ...set,
  ].map(parseSetting);
  const { experiment } = await loadExperiment('photo-model', settings, process.cwd(), CONFIGS);
  return experiment;
}

/** The file of a finished run: its newest checkpoint, and what the training split says about actions and classes. */
async function trainedModel(
  run: string,
  experiment: Experiment,
  { splits, seed }: PhotoTrainOptions,
): Promise<Uint8Array> {
  const { path } = await findCheckpoint(run);
  const { state, parameters } = await loadParameters(path);
  const container = await createRunContainer([]);
  const dataset = await selectPlugin(container, DATASETS, experiment.dataset, 'dataset').create({});
  const train = dataset.split('train');
  const counter = new PairCounter(dataset.info);
  for (let index = 0; index < train.size; index++) counter.add(await train.annotations(index));
  const { baseRates, prior } = counter.finish();
  return encodePhotoModel({
    info: {
      format: PHOTO_MODEL_FORMAT,
      config: portable(state.config),
      dataset: { ...state.dataset!, name: 'V-COCO' },
      trainedOn: `V-COCO ${splits} (${train.size} images, annotations only)`,
      madeBy: `photo:train --splits ${splits} --seed ${seed}`,
      ranking: { baseRates: [...baseRates], balance: BALANCE },
      prior: prior.map((row) => [...row]),
    },
    parameters,
  });
}

/** The config without paths of this machine, so that the same training gives the same file everywhere. */
function portable(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...config,
    dataset: { kind: 'vcoco', pixels: 'none' },
    detector: { kind: 'photo' },
    evaluation: {},
  };
}
