import { encodeBox, type PersonAnnotation, type Sample, type XyxyBox } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import { tinyDataset as info } from './tiny-model';

const columns = info.actions.columns.length;

function person(annotationId: number, box: XyxyBox, hits: boolean): PersonAnnotation {
  const [x, y] = box;
  return {
    annotationId,
    box,
    area: 400,
    keypoints: Float32Array.from({ length: 51 }, (_, i) =>
      i % 3 === 2 ? 2 : i % 3 === 0 ? x + i / 4 : y + i / 3,
    ),
    interactions: hits
      ? [
          { column: 1, object: 0 },
          { column: 2, object: 1 },
        ]
      : [{ column: 0, object: null }],
  };
}

/** A person who hits a ball with a racket, and one who stands. */
export const sample: Sample = {
  imageId: 1,
  width: 64,
  height: 64,
  image: { data: new Uint8Array(3 * 64 * 64), width: 64, height: 64 },
  people: [person(1, [4, 8, 24, 48], true), person(2, [36, 10, 58, 54], false)],
  objects: [
    { annotationId: 3, box: [22, 20, 32, 30], category: 2 },
    { annotationId: 4, box: [50, 2, 56, 8], category: 1 },
  ],
};

/** The prediction that equals the annotations. */
export function perfectPrediction({ imageId, people, objects }: Sample): ImagePrediction {
  const boxes = [...people, ...objects].flatMap(({ box }) => [...box]);
  const actionScores = new Float32Array(people.length * columns);
  const offsets = new Float32Array(people.length * columns * 4);
  people.forEach(({ box, interactions }, row) => {
    for (const { column, object } of interactions ?? []) {
      const at = row * columns + column;
      actionScores[at] = 1;
      if (object !== null) offsets.set(encodeBox(objects[object].box, box), 4 * at);
    }
  });
  return {
    imageId,
    detections: {
      boxes: Float32Array.from(boxes),
      scores: new Float32Array(boxes.length / 4).fill(1),
      classes: Int32Array.from([...people.map(() => 0), ...objects.map((one) => one.category)]),
    },
    people: Int32Array.from(people.keys()),
    personBoxes: Float32Array.from(boxes.slice(0, 4 * people.length)),
    personScores: new Float32Array(people.length).fill(1),
    stages: [
      {
        out: { actions: actionScores, offsets },
        keypoints: Float32Array.from(people.flatMap((one) => [...one.keypoints!])),
        attention: null,
      },
    ],
  };
}
