import type { ImagePrediction } from './prediction';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Converts the prediction of a resized image to pixels of the original image. */
export function inPixelsOf(
  original: Size,
  shown: Size,
  prediction: ImagePrediction,
): ImagePrediction {
  const [x, y] = [original.width / shown.width, original.height / shown.height];
  return x === 1 && y === 1 ? prediction : scalePrediction(prediction, x, y);
}

/**
 * Scales the boxes and keypoints of a prediction, in pixels, by `x` horizontally and `y` vertically.
 *
 * Offsets (Eq. 2) are relative to boxes and do not change.
 */
export function scalePrediction(
  prediction: ImagePrediction,
  x: number,
  y: number,
): ImagePrediction {
  const boxes = (values: Float32Array) => values.map((value, i) => value * (i % 2 === 0 ? x : y));
  const points = (values: Float32Array) => values.map((value, i) => value * [x, y, 1][i % 3]);
  const { detections, personBoxes, stages } = prediction;
  return {
    ...prediction,
    detections: {
      ...detections,
      boxes: boxes(detections.boxes),
      ...(detections.keypoints && { keypoints: points(detections.keypoints) }),
    },
    personBoxes: boxes(personBoxes),
    stages: stages.map(({ keypoints, ...stage }) => ({
      ...stage,
      keypoints: keypoints && points(keypoints),
    })),
  };
}
