import { boxAt, flipBox, type Detections } from '@turbo-hoi/core';

/** The detections of an image mirrored left to right. */
export function flipDetections(detections: Detections, width: number): Detections {
  const boxes = new Float32Array(detections.boxes.length);
  for (let i = 0; i < detections.classes.length; i++) {
    boxes.set(flipBox(boxAt(detections.boxes, i), width), 4 * i);
  }
  return { ...detections, boxes };
}
