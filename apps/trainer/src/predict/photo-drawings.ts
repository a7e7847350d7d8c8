import { type AnnotatedPose, COCO_KEYPOINTS, type DatasetInfo } from '@turbo-hoi/core';
import { expectedTargets, type PhotoPrediction, type TripletOptions } from '@turbo-hoi/inference';
import {
  drawAttentionMasks,
  drawTargetDensities,
  drawTriplets,
  type ExampleImage,
} from '@turbo-hoi/visualization';
import { photoExample } from './photo-example';
import { photoSentences } from './photo-lines';
import { photoScene, type SceneOptions, sentenceLegend } from './photo-scene';
import type { PredictedPhoto } from './predict-photos';
import { shownBoxes, type ShownLimits } from './shown-boxes';

/** One kind of drawing, made for every photo. */
export interface PhotoDrawing {
  /** Suffix of its file names. */
  readonly id: string;
  readonly label: string;
  /** Whether the photo is shown in grayscale. */
  readonly gray: boolean;
  /** @param image address of the background photo; absent: no background */
  draw(photo: DrawnPhoto, image?: string): string;
}

/** A photo and its predictions. */
export interface DrawnPhoto {
  readonly example: ExampleImage;
  readonly prediction: PhotoPrediction;
  readonly info: DatasetInfo;
  readonly poses: readonly AnnotatedPose[];
  readonly limits: ShownLimits;
  readonly targetChoice?: TripletOptions;
}

export function drawnPhoto(
  title: string,
  { image, prediction, poses = [] }: PredictedPhoto,
  info: DatasetInfo,
  limits: ShownLimits,
  targetChoice?: TripletOptions,
): DrawnPhoto {
  const example = photoExample(title, image, prediction, info, targetChoice);
  return { example, prediction, info, poses, limits, targetChoice };
}

// Photographs are shown large, with thinner strokes than on the cards of a report.
const SCALE = 0.5;

export interface DrawingsOptions {
  /** Ascending; empty: the model has no trained output. */
  readonly stages: readonly number[];
  readonly heatmaps: boolean;
  /** The stages with poses; the others are drawn with the pose detector's. */
  readonly posedStages: readonly number[];
  /** The kind of the pose detector, if there is one. */
  readonly pose?: string;
}

/**
 * The drawings of every photo; the page shows the first: the pose detector's if the last stage has poses of its own, else the last
 * stage's, else boxes alone.
 */
export function drawingsOf({
  stages,
  posedStages,
  heatmaps,
  pose,
}: DrawingsOptions): PhotoDrawing[] {
  const descending = [...stages].reverse();
  if (pose === undefined && stages.length === 0) return [BOXES];
  const ofDetector = pose === undefined ? [] : [poseDrawing(pose)];
  const ofStages = descending.map(stageDrawing);
  const isPosed = descending.length === 0 || posedStages.includes(descending[0]);
  return [
    ...(isPosed ? [...ofDetector, ...ofStages] : [...ofStages, ...ofDetector]),
    // Stage 0 has neither actions nor masks.
    ...(heatmaps ? descending.filter((stage) => stage > 0).flatMap(heatDrawings) : []),
  ];
}

const BOXES: PhotoDrawing = {
  id: 'boxes',
  label: 'people and objects',
  gray: false,
  draw: (photo, image) => drawScene(photo, image, {}),
};

function poseDrawing(kind: string): PhotoDrawing {
  return {
    id: 'pose',
    label: `poses of ${kind}`,
    gray: false,
    draw: (photo, image) => drawScene(photo, image, { skeletons: detectedSkeletons(photo) }),
  };
}

function stageDrawing(stage: number): PhotoDrawing {
  return {
    id: `stage-${stage}`,
    label: stage === 0 ? 'stage 0, initial pose' : `stage ${stage}`,
    gray: false,
    draw: (photo, image) => {
      const { poses } = photo.prediction.stages[stage];
      const skeletons = poses || photo.poses.length === 0 ? undefined : detectedSkeletons(photo);
      return drawScene(photo, image, { stage, skeletons });
    },
  };
}

function detectedSkeletons({ poses }: DrawnPhoto): SceneOptions['skeletons'] {
  return { layout: COCO_KEYPOINTS, all: poses.map(({ keypoints }) => keypoints) };
}

function drawScene(
  { example: { title }, prediction, info, limits }: DrawnPhoto,
  image: string | undefined,
  options: Omit<SceneOptions, keyof ShownLimits>,
): string {
  const scene = photoScene(title, prediction, info, { ...options, ...limits });
  const isShown = new Set(shownBoxes(prediction, options.stage, limits));
  const sentences = photoSentences(prediction, options.stage, limits.minScore) ?? [];
  return drawTriplets(scene, {
    image,
    scale: SCALE,
    legend: sentenceLegend(
      sentences.filter(({ person }) => isShown.has(person)),
      prediction.raw.people,
    ),
  });
}

function heatDrawings(stage: number): PhotoDrawing[] {
  return [
    {
      id: `attention-${stage}`,
      label: `attention of stage ${stage}`,
      gray: true,
      draw: ({ example, prediction }, image) => {
        const range = rangeOf(prediction.raw.stages[stage].attention);
        return drawAttentionMasks(example, stage, range, { image, scale: SCALE });
      },
    },
    {
      id: `targets-${stage}`,
      label: `target densities of stage ${stage}`,
      gray: true,
      draw: ({ example, prediction, info, targetChoice }, image) => {
        const expected = expectedTargets(prediction, stage, info, { sigma: targetChoice?.sigma });
        const targets = expected.map(({ action, ...rest }) => ({
          ...rest,
          label: action.replaceAll('_', ' '),
        }));
        return drawTargetDensities(example, targets, { image, scale: SCALE });
      },
    },
  ];
}

/** One color range per photo, so that its people are comparable. */
function rangeOf(masks: Float32Array | null): [number, number] {
  const values = Array.from(masks ?? []).filter(Number.isFinite);
  if (values.length === 0) return [0, 1];
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}
