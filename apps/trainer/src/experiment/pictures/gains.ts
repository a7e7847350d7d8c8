import {
  boxAt,
  boxIou,
  columnName,
  type DatasetInfo,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import { keypointSimilarity, keypointTruth } from '@turbo-hoi/evaluation';
import {
  type ImagePrediction,
  poseScores,
  scoreTriplets,
  type TripletOptions,
} from '@turbo-hoi/inference';

/** How much better one model's prediction for an annotation is than another's. */
export interface Gain {
  /** Index of the image in its split. */
  readonly image: number;
  /** Of a triplet `action object`; of a pose empty. */
  readonly what: string;
  /** Measures of both predictions, 0..1. */
  readonly before: number;
  readonly after: number;
}

/** Predictions of one image by two models, each at its last stage. */
export interface PredictedPair {
  readonly image: number;
  readonly annotations: ImageAnnotations;
  readonly before: ImagePrediction;
  readonly after: ImagePrediction;
}

const MATCH_IOU = 0.5;

/** Gains in the score of each annotated triplet: a detected person and the chosen object have an IoU of at least 0.5 with the annotated ones, else it is 0. */
export function tripletGains(
  { image, annotations, before, after }: PredictedPair,
  info: DatasetInfo,
  targetChoice?: TripletOptions,
): Gain[] {
  const [first, second] = [before, after].map((prediction) =>
    tripletScorer(prediction, info, targetChoice),
  );
  return annotations.people.flatMap(({ box, interactions }) =>
    (interactions ?? []).flatMap(({ column, object }) => {
      if (object === null) return [];
      const target = annotations.objects[object];
      const label = info.objectClasses[target.category].replaceAll('_', ' ');
      const what = `${columnName(info.actions, column).replaceAll('_', ' ')} · ${label}`;
      const score = (of: typeof first) => of(box, column, target.box);
      return [{ image, what, before: score(first), after: score(second) }];
    }),
  );
}

type Box = ImageAnnotations['people'][number]['box'];

function tripletScorer(
  prediction: ImagePrediction,
  info: DatasetInfo,
  targetChoice?: TripletOptions,
) {
  const stage = prediction.stages.length - 1;
  const triplets = scoreTriplets(prediction, stage, info, targetChoice);
  const columns = info.actions.columns.length;
  return (person: Box, column: number, object: Box): number => {
    const scores = Array.from(prediction.people.keys(), (p) => {
      const row = p * columns + column;
      const isPerson = boxIou(boxAt(prediction.personBoxes, p), person) >= MATCH_IOU;
      if (!triplets || !isPerson || triplets.targets[row] < 0) return 0;
      const isObject = boxIou(boxAt(triplets.roleBoxes, row), object) >= MATCH_IOU;
      return isObject ? triplets.roleScores[row] : 0;
    });
    return Math.max(0, ...scores);
  };
}

/** Gains in the OKS of each person with annotated keypoints whom both models detect with an IoU of at least 0.5. */
export function poseGains(
  { image, annotations, before, after }: PredictedPair,
  info: DatasetInfo,
): Gain[] {
  return annotations.people.flatMap(({ box, keypoints }, person) => {
    if (!keypoints?.some((value, i) => i % 3 === 2 && value > 0)) return [];
    const [first, second] = [before, after].map((prediction) =>
      similarity(prediction, annotations, person, box, info),
    );
    return first === null || second === null
      ? []
      : [{ image, what: '', before: first, after: second }];
  });
}

/** OKS of the pose of the detection of largest IoU at the last stage; null: the person was not detected. */
function similarity(
  { people, personBoxes, personScores, stages }: ImagePrediction,
  annotations: ImageAnnotations,
  person: number,
  box: Box,
  { keypoints: layout }: DatasetInfo,
): number | null {
  const { keypoints } = stages[stages.length - 1];
  const overlaps = Array.from(people, (_, p) => boxIou(box, boxAt(personBoxes, p)));
  const best = overlaps.indexOf(Math.max(...overlaps));
  if (!keypoints || best < 0 || overlaps[best] < MATCH_IOU) return null;
  const poses = { scores: poseScores(personScores, keypoints), keypoints };
  const truth = keypointTruth(annotations, layout);
  return keypointSimilarity(poses, best, truth, person, layout.sigmas);
}

/** The largest gains above 0, largest first, at most one an image. */
export function largestGains(gains: readonly Gain[], count: number): Gain[] {
  const sorted = gains
    .filter(({ before, after }) => after > before)
    .sort((a, b) => b.after - b.before - (a.after - a.before) || a.image - b.image);
  const images = new Set<number>();
  return sorted
    .filter(({ image }) => !images.has(image) && images.add(image).size > 0)
    .slice(0, count);
}
