import type { ActionVocabulary } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { readImageIds } from '@turbo-hoi/formats/node';
import { type CocoTruthFile, scoredImages } from '../files/coco/coco-truth-file';
import { VcocoTruth } from '../files/vcoco/vcoco-truth';
import { VcocoEvaluator } from '../vcoco/vcoco-evaluator';
import type { VcocoResult } from '../vcoco/vcoco-result';
import { readCocoTruth } from './read-coco-truth';
import { readVcocoDetections } from './read-vcoco-detections';
import { readVcocoLabels } from './read-vcoco-labels';
import { checkTruth, reportUse } from './report-use';
import { type ScoreOptions, withBadEntries } from './score-options';

export interface VcocoFiles {
  /** `vcoco_{train,val,trainval,test}.json`. */
  readonly annotations: string;
  /** `instances_vcoco_all_2014.json` or any other COCO instances with those annotations. */
  readonly instances: string;
  /** The images to score; default: those of `annotations`. */
  readonly ids?: string;
  /** Pickle or JSON. */
  readonly detections: string;
}

export interface VcocoScores {
  readonly vocabulary: ActionVocabulary;
  /** Mean without the action `point`, if the data set has it. */
  readonly result: VcocoResult;
}

const EXCLUDED = 'point';

/**
 * Computes V-COCO's agent and role AP of a detection file, as `vsrl_eval.py` does.
 *
 * @throws TurboHoiError `io`, or `data` for a file's content
 */
export async function scoreVcocoFiles(
  files: VcocoFiles,
  options: ScoreOptions = {},
): Promise<VcocoScores> {
  const bad = new BadEntries(files.annotations);
  const labels = await readVcocoLabels(files.annotations, bad, options);
  const { vocabulary } = labels;
  const images = await imagesOf(files, new Set(labels.imageOf.values()), options);
  const coco = await readCocoTruth(files.instances, { keypoints: 0, images }, options);
  reportMissing(images, coco, files.instances, bad);
  const truth = new VcocoTruth(labels, coco, bad);
  if (coco.annotations.size > 0) checkTruth(files.instances, coco, false);
  const scored = scoredImages(coco);
  const detections = await readVcocoDetections(files.detections, vocabulary, scored, options);
  const known = vocabulary.actions.some(({ name }) => name === EXCLUDED);
  const evaluator = new VcocoEvaluator(vocabulary, { exclude: known ? [EXCLUDED] : [] });
  for (let i = 0; i < coco.imageIds.length; i++) evaluator.add(truth.image(i), detections.image(i));
  bad.finish(options.skipBad ?? false, options.warn);
  reportUse(files.detections, 'detections', scored.counts, options);
  if (truth.leftOut > 0) {
    options.warn?.(
      `${files.instances}: ${truth.leftOut} annotations without area or thinner than two pixels are ignored.`,
    );
  }
  return { vocabulary, result: evaluator.result() };
}

/**
 * The original requires the same images in both files. Here the list decides: in a listed image without labels
 * no actions are annotated, and in an image without people every detection is a false positive.
 */
async function imagesOf(
  { ids, annotations }: VcocoFiles,
  labelled: ReadonlySet<number>,
  options: ScoreOptions,
): Promise<ReadonlySet<number>> {
  if (ids === undefined) return labelled;
  const listed = await withBadEntries(ids, options, (bad) => readImageIds(ids, bad));
  const known = [...listed].filter((id) => labelled.has(id)).length;
  if (known < labelled.size)
    options.warn?.(`${ids}: scores ${known} of the ${labelled.size} labelled images.`);
  if (known < listed.size)
    options.warn?.(`${ids}: ${annotations} has no labels of ${listed.size - known} images.`);
  return listed;
}

function reportMissing(
  images: ReadonlySet<number>,
  { imageIds, widths, heights }: CocoTruthFile,
  instances: string,
  bad: BadEntries,
): void {
  const found = new Set(imageIds);
  for (const id of images)
    if (!found.has(id)) bad.add(`image ${id}`, `${instances} does not contain it`);
  imageIds.forEach((id, i) => {
    if (!(widths[i] > 0 && heights[i] > 0))
      bad.add(`image ${id}`, `${instances} has no width and height`);
  });
}
