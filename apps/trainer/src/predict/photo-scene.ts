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
import { shownBoxes, type ShownLimits } from './shown-boxes';

export interface SceneOptions extends ShownLimits {
  /** The stage whose actions and keypoints are drawn; absent: boxes alone. */
  readonly stage?: number;
  /** Skeletons of all people instead of the stage's. */
  readonly skeletons?: { readonly layout: KeypointLayout; readonly all: readonly Float32Array[] };
}

/** A prediction as input of the drawing. */
export function photoScene(
  title: string,
  prediction: PhotoPrediction,
  info: DatasetInfo,
  { stage, skeletons, ...limits }: SceneOptions,
): PhotoScene {
  const { width, height, detections, stages, raw } = prediction;
  const names = detectionNames(prediction);
  const people = [...raw.people];
  const ofStage = stage === undefined ? null : stages[stage];
  const shown = shownBoxes(prediction, stage, limits);
  const places = new Map(shown.map((id, place) => [id, place]));
  const all = skeletons?.all ?? (ofStage?.poses ?? []).map(({ keypoints }) => keypoints);
  return {
    title,
    width,
    height,
    boxes: shown.map((id) => {
      const { box, score } = detections[id];
      const person = people.indexOf(id);
      return { box, score, name: names[id], ...(person >= 0 && { person }) };
    }),
    triplets: (ofStage?.triplets ?? [])
      .filter(({ rank }) => rank >= limits.minScore)
      .map((triplet) => sceneTriplet(triplet, places)),
    layout: skeletons?.layout ?? info.keypoints,
    skeletons: all.filter((_, person) => places.has(people[person])),
  };
}

function sceneTriplet(
  { person, action, role, object, rank }: PhotoTriplet,
  places: ReadonlyMap<number, number>,
): SceneTriplet {
  const { verb, preposition, alone } = actionPhrase(action);
  const after = object === null || role === null ? alone : preposition(role);
  return {
    person: places.get(person)!,
    object: object === null ? null : places.get(object)!,
    verb: [verb, after].filter(Boolean).join(' '),
    score: rank,
  };
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
