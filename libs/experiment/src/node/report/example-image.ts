import {
  ACTION_LOGITS,
  boxAt,
  boxIou,
  columnName,
  type DatasetInfo,
  type Sample,
} from '@turbo-hoi/core';
import { blankPixels } from '@turbo-hoi/datasets';
import {
  type ImagePrediction,
  scoreTriplets,
  type TripletOptions,
  type TripletScores,
} from '@turbo-hoi/inference';
import type {
  ExampleImage,
  ExamplePerson,
  LabelledBox,
  PersonAtStage,
  PersonTruth,
  ScoredAction,
} from '@turbo-hoi/visualization';

const MATCH_IOU = 0.5;

/** A test image with the predictions of every stage, for the report. */
export function exampleImage(
  sample: Sample,
  prediction: ImagePrediction,
  info: DatasetInfo,
  targetChoice: TripletOptions = {},
): ExampleImage {
  const { detections, personBoxes, stages } = prediction;
  const triplets = stages.map((_, stage) => scoreTriplets(prediction, stage, info, targetChoice));
  const detected = Array.from(prediction.people.keys(), (p): ExamplePerson => {
    const box = boxAt(personBoxes, p);
    const match = sample.people.find((person) => boxIou(person.box, box) >= MATCH_IOU);
    return {
      box,
      truth: match ? truthOf(match, sample, info) : null,
      stages: stages.map((_, stage) => atStage(prediction, triplets, stage, p, info)),
    };
  });
  const isFound = ({ box }: { box: ExamplePerson['box'] }) =>
    detected.some((person) => boxIou(person.box, box) >= MATCH_IOU);
  const missed = sample.people
    .filter((person) => !isFound(person))
    .map((person) => ({ box: person.box, stages: [], truth: truthOf(person, sample, info) }));
  const objects = Array.from(detections.classes.keys())
    .filter((i) => detections.classes[i] > 0)
    .map((i) => detectedBox(prediction, i, info));
  return {
    title: `Image ${sample.imageId}`,
    image: blankPixels(sample.image),
    layout: info.keypoints,
    people: [...detected, ...missed],
    objects,
  };
}

function atStage(
  prediction: ImagePrediction,
  triplets: readonly (TripletScores | null)[],
  stage: number,
  person: number,
  info: DatasetInfo,
): PersonAtStage {
  const { keypoints, attention, out } = prediction.stages[stage];
  const rows = (values: Float32Array | null) => {
    if (!values) return null;
    const width = values.length / prediction.people.length;
    return values.slice(person * width, (person + 1) * width);
  };
  const targets = triplets[stage]?.targets;
  const scores = rows(out?.[ACTION_LOGITS] ?? null);
  const actions =
    scores && targets
      ? Array.from(scores, (score, column): ScoredAction => {
          const target = targets[person * scores.length + column];
          return {
            name: columnName(info.actions, column),
            score,
            target: target >= 0 ? detectedBox(prediction, target, info) : null,
          };
        })
      : null;
  return { stage, keypoints: rows(keypoints), attention: rows(attention), actions };
}

function truthOf(person: Sample['people'][number], sample: Sample, info: DatasetInfo): PersonTruth {
  return {
    box: person.box,
    keypoints: person.keypoints,
    actions:
      person.interactions?.map(({ column, object }) => ({
        name: columnName(info.actions, column),
        target: object === null ? null : annotatedBox(sample, object, info),
      })) ?? null,
  };
}

function annotatedBox({ objects }: Sample, index: number, info: DatasetInfo): LabelledBox {
  return { box: objects[index].box, label: info.objectClasses[objects[index].category] };
}

function detectedBox({ detections }: ImagePrediction, i: number, info: DatasetInfo): LabelledBox {
  return { box: boxAt(detections.boxes, i), label: info.objectClasses[detections.classes[i]] };
}
