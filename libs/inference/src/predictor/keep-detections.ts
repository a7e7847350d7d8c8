import { takeDetections, takeRows } from '@turbo-hoi/detection';
import type { ImagePrediction, StagePrediction } from './prediction';
import { mapValues } from './slice-rows';

/** The same prediction with fewer detections; people and pairs of the others are left out. @param kept indices of detections, ascending */
export function keepDetections(
  prediction: ImagePrediction,
  kept: readonly number[],
): ImagePrediction {
  const { detections, people, personBoxes, personScores, pairs, stages } = prediction;
  const places = new Int32Array(detections.classes.length).fill(-1);
  kept.forEach((detection, place) => (places[detection] = place));
  const persons = [...people.keys()].filter((person) => places[people[person]] >= 0);
  const personPlaces = new Int32Array(people.length).fill(-1);
  persons.forEach((person, place) => (personPlaces[person] = place));
  const pairRows = [...(pairs?.person.keys() ?? [])].filter(
    (row) => personPlaces[pairs!.person[row]] >= 0 && places[pairs!.object[row]] >= 0,
  );
  const count = { people: people.length, pairs: pairs?.person.length ?? 0 };
  return {
    ...prediction,
    detections: takeDetections(detections, kept),
    people: Int32Array.from(persons, (person) => places[people[person]]),
    personBoxes: takeRows(personBoxes, 4, persons),
    personScores: takeRows(personScores, 1, persons),
    ...(pairs && {
      pairs: {
        person: Int32Array.from(pairRows, (row) => personPlaces[pairs.person[row]]),
        object: Int32Array.from(pairRows, (row) => places[pairs.object[row]]),
      },
    }),
    stages: stages.map((stage) => keepRows(stage, count, persons, pairRows)),
  };
}

function keepRows(
  { out, pairs, keypoints, attention }: StagePrediction,
  count: { readonly people: number; readonly pairs: number },
  persons: readonly number[],
  pairRows: readonly number[],
): StagePrediction {
  const ofPeople = (values: Float32Array) => rowsOf(values, count.people, persons);
  return {
    out: out && mapValues(out, ofPeople),
    ...(pairs && { pairs: mapValues(pairs, (values) => rowsOf(values, count.pairs, pairRows)) }),
    keypoints: keypoints && ofPeople(keypoints),
    attention: attention && ofPeople(attention),
  };
}

/** @param count number of rows of `values` */
function rowsOf(values: Float32Array, count: number, rows: readonly number[]): Float32Array {
  return takeRows(values, count === 0 ? 0 : values.length / count, rows);
}
