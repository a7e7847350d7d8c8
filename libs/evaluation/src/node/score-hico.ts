import { TurboHoiError } from '@turbo-hoi/core';
import {
  type BadEntries,
  type HicoImageLabels,
  hicoImageLabels,
  type HicoSplit,
  type HicoVerbObject,
  hicoVerbObjects,
  type MatValue,
} from '@turbo-hoi/formats';
import { readHicoFiles, readMatFile } from '@turbo-hoi/formats/node';
import { hicoCategories, hicoTruthImage } from '../files/hico/hico-truth-file';
import type { HicoDetectionSource } from '../files/hico/hico-detection-source';
import { HicoEvaluator } from '../hico/hico-evaluator';
import type { HicoResult } from '../hico/hico-result';
import { readHicoDetections } from './read-hico-detections';
import { leftNothing } from './report-use';
import { type ScoreOptions, withBadEntries } from './score-options';

export interface HicoFiles {
  /** `anno_bbox.mat`, or the test split as hicodet or HOIA JSON. */
  readonly groundTruth: string;
  /** The training split as JSON, which determines the rare HOIs if `groundTruth` does not. */
  readonly trainGroundTruth?: string;
  /** `anno.mat`: the image labels, for Known Object. */
  readonly imageLabels?: string;
  /** `.mat`, JSON, or ho-rcnn's folder. */
  readonly detections: string;
}

export interface HicoScores {
  readonly hois: readonly HicoVerbObject[];
  readonly result: HicoResult;
}

/**
 * Computes HICO-DET's mAP of a detection file, Default and Known Object, as ho-rcnn's `eval_one.m` does.
 *
 * @throws TurboHoiError `io`, or `data` for a file's content
 */
export async function scoreHicoFiles(
  files: HicoFiles,
  options: ScoreOptions = {},
): Promise<HicoScores> {
  const { groundTruth, trainGroundTruth, imageLabels } = files;
  const paths = { test: groundTruth, ...(trainGroundTruth && { train: trainGroundTruth }) };
  const anno = imageLabels === undefined ? undefined : await readMatFile(imageLabels);
  const annotations = await readHicoFiles(paths, {
    ...options,
    hois: anno?.has('list_action') ? hicoVerbObjects(anno, imageLabels!) : undefined,
  });
  const { hois, rare, splits } = annotations;
  if (!splits.test) throw new TurboHoiError('data', `${groundTruth}: has no bbox_test.`);
  const labels = anno && labelsOf(anno, imageLabels!, splits.test.fileNames, hois.length);
  if (!rare && !splits.train) {
    options.warn?.(
      `${groundTruth}: does not contain which HOIs are rare; pass the training annotations (--train-ground-truth).`,
    );
  }
  if (!labels) {
    options.warn?.(
      `${groundTruth}: Known Object uses the annotated HOIs; the official one uses anno.mat (--image-labels).`,
    );
  }
  const evaluator = new HicoEvaluator(hicoCategories(annotations));
  await addImages(evaluator, files, { hois, split: splits.test, labels }, options);
  return { hois, result: evaluator.result() };
}

interface Truth {
  readonly hois: readonly HicoVerbObject[];
  readonly split: HicoSplit;
  readonly labels: HicoImageLabels | undefined;
}

function addImages(
  evaluator: HicoEvaluator,
  { detections, imageLabels }: HicoFiles,
  { hois, split, labels }: Truth,
  options: ScoreOptions,
): Promise<void> {
  return withBadEntries(detections, options, async (bad) => {
    const lists = { hois, fileNames: split.fileNames };
    const source = await readHicoDetections(detections, lists, bad, options);
    let [unnamed, pairs] = [0, 0];
    for (let i = 0; i < split.fileNames.length; i++) {
      const image = hicoTruthImage(split, i, labels);
      const named = new Set(Array.from(image.labels ?? [], (hoi) => hois[hoi].object));
      if (labels && Array.from(image.hois).some((hoi) => !named.has(hois[hoi].object))) unnamed++;
      const found = source.image(i);
      pairs += found.hois.length;
      evaluator.add(image, found);
    }
    if (pairs === 0) noPairs(detections, lists, source, bad, options);
    if (unnamed > 0) {
      options.warn?.(
        `${imageLabels}: ${unnamed} images have a located pair of an object that their labels lack ` +
          '(the official code stops there); they count as images of that object.',
      );
    }
  });
}

/** Reports a file without a single pair. @throws TurboHoiError `data`, unless it is the list of a detector that found nothing */
function noPairs(
  path: string,
  {
    hois,
    fileNames,
  }: { readonly hois: readonly unknown[]; readonly fileNames: readonly unknown[] },
  { isEmptyList }: HicoDetectionSource,
  bad: BadEntries,
  options: ScoreOptions,
): void {
  if (bad.count > 0) leftNothing(bad, path, options);
  if (isEmptyList) {
    options.warn?.(`${path}: has no detections; its detector found nothing.`);
    return;
  }
  throw new TurboHoiError(
    'data',
    `${path}: has no detection of any of the ${hois.length} HOIs in any of the ${fileNames.length} images; ` +
      'was it written before the detector ran?',
  );
}

/** As in the original, requires the images of the ground truth, in their order. */
function labelsOf(
  anno: ReadonlyMap<string, MatValue>,
  path: string,
  fileNames: readonly string[],
  hois: number,
): HicoImageLabels {
  const labels = hicoImageLabels(anno, 'test', { file: path });
  const differs = fileNames.findIndex((name, i) => labels.fileNames[i] !== name);
  if (differs >= 0 || labels.fileNames.length !== fileNames.length) {
    const [got, expected] = [labels.fileNames, fileNames].map(
      (names) =>
        `${names.length} images, ${names[Math.max(0, differs)] ?? 'none'} at ${differs + 1}`,
    );
    throw new TurboHoiError(
      'data',
      `${path}: list_test has ${got}; the ground truth has ${expected}.`,
    );
  }
  if (labels.hois.every((hoi) => hoi < hois)) return labels;
  throw new TurboHoiError(
    'data',
    `${path}: anno_test has labels of more HOIs than the ${hois} of the ground truth.`,
  );
}
