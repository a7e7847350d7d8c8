import { dirname, join, resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { DETECTORS, selectPlugin } from '@turbo-hoi/core';
import { readImage } from '@turbo-hoi/datasets/node';
import { createRunContainer, showPath } from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { createPhotoPredictor } from '@turbo-hoi/photo';
import { readPhotoModel } from '@turbo-hoi/photo/node';
import { median } from '../experiment/statistics';
import { imageProgress } from '../progress/progress';
import { printLine } from '../terminal/print-line';
import { type ActionLabel, readActionLabels } from './action-labels';
import { pairedBootstrap } from './paired-bootstrap';
import type { PhotoPhotosOptions } from './photo-options';
import { priorTriplets } from './prior-triplets';
import { type PhotoScore, scorePhoto } from './score-photo';

type Scored = PhotoScore & {
  readonly prior: PhotoScore;
  readonly boxes: number;
  readonly seconds: number;
};

/** The command `photo-photos`: how often the labelled person's action is found, in photos with one labelled person each. */
export async function photoPhotosCommand(options: PhotoPhotosOptions): Promise<void> {
  const path = resolve(options.labels);
  const labels = await readActionLabels(path);
  const photoModel = await readPhotoModel(options.model && resolve(options.model));
  await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: 'auto',
    notify: printLine,
  });
  const container = await createRunContainer([]);
  const predictor = await createPhotoPredictor({
    model: photoModel,
    detector: (context) =>
      selectPlugin(container, DETECTORS, { kind: 'photo' }, 'detector').create(context),
    warn: printLine,
  });
  const progress = imageProgress(labels.length, 0);
  const scored: Scored[] = [];
  try {
    for (const label of labels) {
      const image = await readImage(join(dirname(path), 'images', label.file));
      const began = performance.now();
      const prediction = await predictor.predict(image, { fileName: label.file });
      const seconds = (performance.now() - began) / 1000;
      const { info } = photoModel;
      const baseline = priorTriplets(prediction, info.dataset, info.prior);
      scored.push({
        ...scorePhoto(prediction, prediction.triplets, label),
        prior: scorePhoto(prediction, baseline, label),
        boxes: prediction.detections.length,
        seconds,
      });
      progress.update(scored.length);
    }
  } finally {
    progress.stop();
    predictor.dispose();
  }
  report(labels, scored, options);
}

function report(
  labels: readonly ActionLabel[],
  scored: readonly Scored[],
  { out }: PhotoPhotosOptions,
): void {
  const actions = [...new Set(labels.map(({ action }) => action))];
  const result = {
    images: scored.length,
    boxesPerImage: mean(scored.map(({ boxes }) => boxes)),
    secondsPerImage: scored.length > 0 ? median(scored.map(({ seconds }) => seconds)) : 0,
    ...shares(scored),
    prior: priorShares(scored),
    difference: { top1: difference(scored, 'top1'), top3: difference(scored, 'top3') },
    byAction: Object.fromEntries(
      actions.map((action) => {
        const own = scored.filter((_, i) => labels[i].action === action);
        return [action, { images: own.length, ...shares(own), prior: priorShares(own) }];
      }),
    ),
  };
  if (out !== undefined) {
    writeJsonAtomicallySync(resolve(out), result);
    printLine(`Wrote ${showPath(resolve(out))}.`);
  }
  printLine(JSON.stringify(result, null, 1));
}

function shares(scored: readonly PhotoScore[]) {
  const share = (name: keyof PhotoScore) => mean(scored.map((one) => Number(one[name])));
  return {
    personFound: share('personFound'),
    objectFound: share('objectFound'),
    top1: share('top1'),
    top3: share('top3'),
    top1Lenient: share('top1Lenient'),
  };
}

function priorShares(scored: readonly Scored[]) {
  const { top1, top3 } = shares(scored.map(({ prior }) => prior));
  return { top1, top3 };
}

/** 95 % interval of the model's share minus the prior's. */
function difference(scored: readonly Scored[], name: 'top1' | 'top3'): [number, number] {
  return pairedBootstrap(scored.map((one) => Number(one[name]) - Number(one.prior[name])));
}

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
