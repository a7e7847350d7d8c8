import { type DatasetInfo, type KeypointLayout } from '@turbo-hoi/core';
import {
  actionPhrase,
  detectionNames,
  type PersonSentence,
  type PhotoPrediction,
  type PhotoTriplet,
} from '@turbo-hoi/inference';
import {
  type LegendLine,
  personColor,
  type PhotoScene,
  type SceneTriplet,
} from '@turbo-hoi/visualization';

export interface SceneOptions {
  /** The stage whose actions and keypoints are drawn; absent: boxes alone. */
  readonly stage?: number;
  /** Minimum display score of a triplet. */
  readonly minScore: number;
  /** Skeletons instead of the stage's. */
  readonly skeletons?: { readonly layout: KeypointLayout; readonly all: readonly Float32Array[] };
}

/** A prediction as input of the drawing. */
export function photoScene(
  title: string,
  prediction: PhotoPrediction,
  info: DatasetInfo,
  { stage, minScore, skeletons }: SceneOptions,
): PhotoScene {
  const { width, height, detections, stages, raw } = prediction;
  const names = detectionNames(prediction);
  const people = [...raw.people];
  const shown = stage === undefined ? null : stages[stage];
  return {
    title,
    width,
    height,
    boxes: detections.map(({ box, score }, id) => {
      const person = people.indexOf(id);
      return { box, score, name: names[id], ...(person >= 0 && { person }) };
    }),
    triplets: (shown?.triplets ?? []).filter(({ rank }) => rank >= minScore).map(sceneTriplet),
    layout: skeletons?.layout ?? info.keypoints,
    skeletons: skeletons?.all ?? (shown?.poses ?? []).map(({ keypoints }) => keypoints),
  };
}

function sceneTriplet({ person, action, role, object, rank }: PhotoTriplet): SceneTriplet {
  const { verb, preposition, alone } = actionPhrase(action);
  const after = object === null || role === null ? alone : preposition(role);
  return { person, object, verb: [verb, after].filter(Boolean).join(' '), score: rank };
}

// More would be larger than the photo.
const MOST_SENTENCES = 6;

/** Sentences below a photo, in the colors of their people. */
export function sentenceLegend(
  sentences: readonly PersonSentence[],
  people: Int32Array,
): LegendLine[] {
  const lines = sentences.slice(0, MOST_SENTENCES).map(({ person, text }) => ({
    text,
    color: personColor(people.indexOf(person)),
  }));
  const more = sentences.length - lines.length;
  return more > 0 ? [...lines, { text: `… and ${more} more people` }] : lines;
}
