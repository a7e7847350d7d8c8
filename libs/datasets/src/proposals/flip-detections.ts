import { boxAt, flipBox, type Detections } from '@turbo-hoi/core';

/** Mirrors the detections of an image left to right. */
export function flipDetections(detections: Detections, width: number): Detections {
  const boxes = new Float32Array(detections.boxes.length);
  for (let i = 0; i < detections.classes.length; i++) {
    boxes.set(flipBox(boxAt(detections.boxes, i), width), 4 * i);
  }
  return { ...detections, boxes };
}
