import type { Detections, XyxyBox } from '@turbo-hoi/core';
import { PERSON } from '@turbo-hoi/detection';

/** Limits of simulated detections. */
export interface DetectionLimits {
  /** Detections of an image; people precede objects, each by score. */
  readonly maxDetections: number;
  /** People among them. */
  readonly maxPeople: number;
}

// Shorter sides are not detected.
const LEAST_SIDE = 2;

/** A growing list of the simulated detections of an image. */
export class SimulatedRows {
  private readonly boxes: XyxyBox[] = [];
  private readonly scores: number[] = [];
  private readonly classes: number[] = [];
  private readonly skeletons: (Float32Array | null)[] = [];

  /** @param joints K */
  constructor(private readonly joints: number) {}

  add(box: XyxyBox, category: number, score: number, skeleton: Float32Array | null = null): void {
    this.boxes.push(box);
    this.classes.push(category);
    this.scores.push(score);
    this.skeletons.push(skeleton);
  }

  /** People first, then objects, each by descending score; equal scores in the order in which they were added. */
  detections({ maxDetections, maxPeople }: DetectionLimits): Detections {
    const { boxes, scores, classes, skeletons, joints } = this;
    const order = [...classes.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
    const people = order.filter((i) => classes[i] === PERSON).slice(0, maxPeople);
    const objects = order.filter((i) => classes[i] !== PERSON);
    const kept = [...people, ...objects].slice(0, maxDetections);
    const found = {
      boxes: new Float32Array(4 * kept.length),
      scores: new Float32Array(kept.length),
      classes: new Int32Array(kept.length),
      keypoints: new Float32Array(3 * joints * kept.length),
    };
    kept.forEach((i, row) => {
      found.boxes.set(boxes[i], 4 * row);
      found.scores[row] = scores[i];
      found.classes[row] = classes[i];
      const skeleton = skeletons[i];
      if (skeleton) found.keypoints.set(skeleton, 3 * joints * row);
    });
    return found;
  }
}

/** The box clipped to the image, at least two pixels wide and high where the image is. */
export function insideBox([x1, y1, x2, y2]: XyxyBox, width: number, height: number): XyxyBox {
  const [left, right] = insideInterval(x1, x2, width);
  const [top, bottom] = insideInterval(y1, y2, height);
  return [left, top, right, bottom];
}

function insideInterval(low: number, high: number, size: number): readonly [number, number] {
  const from = Math.min(Math.max(low, 0), Math.max(0, size - LEAST_SIDE));
  return [from, Math.min(size, Math.max(high, from + LEAST_SIDE))];
}
