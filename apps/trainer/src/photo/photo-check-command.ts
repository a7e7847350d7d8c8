import { resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import {
  createRng,
  type Dataset,
  DATASETS,
  type DatasetSplit,
  type Detector,
  DETECTORS,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import { formatDifferences, infoDifferences } from '@turbo-hoi/datasets';
import { type LayoutReport, TrainingPrior } from '@turbo-hoi/evaluation';
import { createRunContainer, showPath } from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { buildTrained, chooseMetrics, evaluateModel } from '@turbo-hoi/inference';
import { balancedRank, type PhotoModel } from '@turbo-hoi/photo';
import { readPhotoModel } from '@turbo-hoi/photo/node';
import type { Container } from 'inversify';
import { imageProgress } from '../progress/progress';
import { printLine } from '../terminal/print-line';
import { writeText } from '../terminal/write-text';
import type { PhotoCheckOptions } from './photo-options';
import { type ShownShare, ShownTriplets } from './shown-triplets';

const SPLITS = { train: 'train', val: 'validation', test: 'test' } as const;

/** Seed of simulated errors, so that every model is measured on the same detections. */
const NOISE_SEED = 1234;

/** The result as it is written. */
type CheckResult = LayoutReport & {
  readonly stages: readonly { readonly role: number | null; readonly agent: number | null }[];
  /** What `predict` would show at several thresholds. */
  readonly shown: readonly ShownShare[];
};

/** The command `photo-check`: AP over all pairs of a split, of every stage. */
export async function photoCheckCommand(options: PhotoCheckOptions): Promise<void> {
  const photoModel = await readPhotoModel(options.model && resolve(options.model));
  const container = await createRunContainer([]);
  const split = await openSplit(options, container, photoModel);
  if (hasSeen(photoModel, options.split)) {
    writeText(
      process.stderr,
      `${photoModel.info.trainedOn}: the model has seen this split; on new images its scores are lower.\n`,
    );
  }
  const detector = simulatedDetector(options, container, photoModel);
  await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: 'auto',
    notify: printLine,
  });
  const result = await measure(photoModel, split, detector, container);
  if (options.out !== undefined) {
    writeJsonAtomicallySync(resolve(options.out), result);
    printLine(`Wrote ${showPath(resolve(options.out))}.`);
  }
  printLine(JSON.stringify(result, null, 1));
  const { mean } = result.role;
  if (options.atLeast !== undefined && !(mean !== null && mean >= options.atLeast)) {
    printLine(`Mean role AP ${mean}: less than ${options.atLeast}.`);
    process.exitCode = 1;
  }
}

function hasSeen({ info }: PhotoModel, split: PhotoCheckOptions['split']): boolean {
  const [, splits] = /^V-COCO (train|trainval) /.exec(info.trainedOn) ?? [];
  return split === 'train' ? splits !== undefined : split === 'val' && splits === 'trainval';
}

async function openSplit(
  { root, split }: PhotoCheckOptions,
  container: Container,
  { info }: PhotoModel,
): Promise<DatasetSplit> {
  const config = { kind: 'vcoco', root: resolve(root), pixels: 'none' };
  const dataset: Dataset = await selectPlugin(container, DATASETS, config, '--root').create({
    warn: printLine,
  });
  const differences = infoDifferences(info.dataset, dataset.info);
  if (differences.length > 0) {
    throw new TurboHoiError(
      'checkpoint',
      `The model and ${root} differ in ${formatDifferences(differences)}. Use the labels that the model was trained for.`,
    );
  }
  const images = dataset.split(SPLITS[split]);
  if (images.size > 0) return images;
  throw new TurboHoiError(
    'data',
    `${root}: has no images of the split ${split}. Add vcoco_${split}.json and vcoco_${split}.ids, or choose another --split.`,
  );
}

function simulatedDetector(
  { noise }: PhotoCheckOptions,
  container: Container,
  { info }: PhotoModel,
): Detector {
  const isNamed = ['none', 'default', 'photo'].includes(noise);
  const source = isNamed ? { noise } : { file: resolve(noise) };
  const config = { kind: 'detection-noise', ...source };
  return selectPlugin(container, DETECTORS, config, '--noise').create({
    dataset: info.dataset,
    warn: printLine,
  });
}

async function measure(
  { info, parameters }: PhotoModel,
  split: DatasetSplit,
  detector: Detector,
  container: Container,
): Promise<CheckResult> {
  const { model, targetChoice } = buildTrained({ state: info, parameters }, { container });
  const progress = imageProgress(split.size, 0);
  const shown = new ShownTriplets(info.dataset, balancedRank(info.ranking), targetChoice);
  try {
    const { stages } = await evaluateModel({
      model,
      split,
      detector,
      rng: createRng(NOISE_SEED).fork('evaluate'),
      prior: new TrainingPrior(info.dataset.actions, info.dataset.keypoints).finish(),
      metrics: chooseMetrics(container, info.dataset, [{ kind: 'layout' }], 'metrics').factories,
      targetChoice,
      onBatch: (done) => progress.update(done),
      onPrediction: (sample, prediction) => shown.add(sample, prediction),
    });
    const reports = stages
      .slice(1)
      .map(({ details }) => (details as { layout: LayoutReport }).layout);
    return {
      ...reports[reports.length - 1],
      stages: reports.map(({ role, agent }) => ({ role: role.mean, agent: agent.mean })),
      shown: shown.result(),
    };
  } finally {
    progress.stop();
    model.dispose();
    detector.dispose?.();
  }
}
