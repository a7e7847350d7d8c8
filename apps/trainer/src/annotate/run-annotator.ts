import { resolve } from 'node:path';
import {
  type AnnotatedPose,
  boxArea,
  COCO_KEYPOINTS,
  definePlugin,
  type Detections,
  pluginModule,
  POSE_ANNOTATORS,
  type PoseAnnotator,
  type PoseAnnotatorContext,
  type RgbImage,
  type Sample,
  TurboHoiError,
  type XyxyBox,
} from '@turbo-hoi/core';
import { type ImagePrediction, inPixelsOf, Predictor } from '@turbo-hoi/inference';
import { z } from 'zod';
import { BACKEND_CHOICES } from '../cli/options';
import { openRun } from '@turbo-hoi/experiment/node';

const schema = z.strictObject({
  /** A run folder (its newest checkpoint) or a checkpoint folder. */
  run: z.string().transform((path) => resolve(path)),
  backend: z.enum(BACKEND_CHOICES).default('auto'),
});

/** A trained run as a top-down pose detector: the last stage's keypoints in the boxes of annotated people. */
export const runAnnotator = definePlugin(POSE_ANNOTATORS, {
  kind: 'run',
  schema,
  create: openRunAnnotator,
});

export const runAnnotatorModule = pluginModule(runAnnotator);

async function openRunAnnotator(
  { run, backend }: z.output<typeof schema>,
  { warn = () => undefined }: PoseAnnotatorContext,
): Promise<PoseAnnotator> {
  const { path, composed, loadModel } = await openRun(run, {
    context: { warn },
    // The run's pose file and detector are not needed here and may no longer exist.
    change: (experiment) => ({ ...experiment, poses: null, detector: { kind: 'annotated' } }),
  });
  composed.dispose();
  checkLayout(path, composed.dataset.info.keypoints.names);
  const { model } = await loadModel(backend, warn);
  const predictor = new Predictor(model, { minScore: 0, maxPeople: Infinity });
  return {
    annotate: async ({ imageId, fileName, image, people }) => {
      if (people === null) throw needsPeople(fileName);
      const boxes = people.filter(isUsable);
      if (boxes.length === 0) return [];
      const sample = sampleOf(imageId, image, boxes);
      const shown = (await composed.resize?.(sample)) ?? sample;
      const [prediction] = await predictor.predict([
        { imageId, image: shown.image, detections: peopleOf(shown) },
      ]);
      return lastPoses(path, inPixelsOf(sample, shown, prediction), boxes);
    },
    dispose: () => model.dispose(),
  };
}

function sampleOf(imageId: number, image: RgbImage, boxes: readonly XyxyBox[]): Sample {
  const people = boxes.map((box, annotationId) => ({
    annotationId,
    box,
    area: boxArea(box),
    keypoints: null,
    interactions: null,
  }));
  return { imageId, image, width: image.width, height: image.height, people, objects: [] };
}

/** The annotated people as detections with a score of 1. */
function peopleOf({ people }: Sample): Detections {
  return {
    boxes: Float32Array.from(people.flatMap(({ box }) => [...box])),
    scores: new Float32Array(people.length).fill(1),
    classes: new Int32Array(people.length),
  };
}

/** The pose of the last stage that predicts one; a keypoint's confidence is the peak probability of its heatmap. */
function lastPoses(
  path: string,
  { people, personScores, stages }: ImagePrediction,
  boxes: readonly XyxyBox[],
): AnnotatedPose[] {
  const keypoints = stages.filter((stage) => stage.keypoints).at(-1)?.keypoints;
  if (!keypoints) {
    throw new TurboHoiError(
      'usage',
      `${path}: no stage of this run predicts poses; name another run.`,
    );
  }
  const numbers = keypoints.length / people.length;
  return Array.from(people, (detection, row) => ({
    box: boxes[detection],
    score: personScores[row],
    keypoints: keypoints.slice(row * numbers, (row + 1) * numbers),
  }));
}

function isUsable([x1, y1, x2, y2]: XyxyBox): boolean {
  return x2 > x1 && y2 > y1;
}

function checkLayout(path: string, names: readonly string[]): void {
  if (names.join() === COCO_KEYPOINTS.names.join()) return;
  throw new TurboHoiError(
    'usage',
    `${path}: was trained on the keypoints ${names.join(', ')}; expected COCO's.`,
  );
}

function needsPeople(fileName: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `--pose run: predicts keypoints in given boxes of people, and ${fileName} has none; ` +
      'name an annotated data set (--dataset KIND --root DIR) instead of --images.',
  );
}
