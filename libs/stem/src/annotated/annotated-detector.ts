import {
  type Detections,
  type Detector,
  type Rng,
  type Sample,
  type XyxyBox,
  clipBox,
} from '@turbo-hoi/core';
import { PERSON } from '@turbo-hoi/detection';

export interface AnnotatedDetectorOptions {
  /** Uniform shift of a person's center, as a fraction of the box. */
  readonly shift: number;
  /** Uniform change of a person's log width and log height. */
  readonly scale: number;
  /** Uniform change of every edge of an object, as a fraction of the box. */
  readonly edge: number;
  /** Background boxes per image. */
  readonly background: number;
}

interface Candidate {
  readonly box: XyxyBox;
  readonly score: number;
  readonly category: number;
}

/**
 * A simulated detector: returns the annotated boxes with random shifts, and scores below 1.
 *
 * Replaces a trained detector on data sets for which there is none; it does not read the image.
 */
export class AnnotatedDetector implements Detector {
  constructor(private readonly options: AnnotatedDetectorOptions) {}

  async propose(sample: Sample, rng: Rng): Promise<Detections> {
    const { width, height } = sample.image;
    const random = rng.fork('annotated-detector', sample.imageId);
    const people = sample.people.map(({ box }) => ({
      box: this.movePerson(box, random),
      score: random.uniform(0.85, 1),
      category: PERSON,
    }));
    const objects = sample.objects
      .filter(({ category }) => category !== PERSON)
      .map(({ box, category }) => ({
        box: this.moveObject(box, random),
        score: random.uniform(0.6, 1),
        category,
      }));
    const background = Array.from({ length: this.options.background }, () => ({
      box: anyBox(width, height, random),
      score: random.uniform(0, 0.05),
      category: -1,
    }));
    return pack(
      [...people, ...objects, ...background].map((candidate) => ({
        ...candidate,
        box: clipBox(candidate.box, width, height),
      })),
    );
  }

  private movePerson([x1, y1, x2, y2]: XyxyBox, rng: Rng): XyxyBox {
    const { shift, scale } = this.options;
    const [w, h] = [x2 - x1, y2 - y1];
    const cx = (x1 + x2) / 2 + rng.uniform(-shift, shift) * w;
    const cy = (y1 + y2) / 2 + rng.uniform(-shift, shift) * h;
    const [halfW, halfH] = [w, h].map((side) => (side / 2) * Math.exp(rng.uniform(-scale, scale)));
    return [cx - halfW, cy - halfH, cx + halfW, cy + halfH];
  }

  private moveObject([x1, y1, x2, y2]: XyxyBox, rng: Rng): XyxyBox {
    const by = (side: number) => rng.uniform(-this.options.edge, this.options.edge) * side;
    const [w, h] = [x2 - x1, y2 - y1];
    return [x1 + by(w), y1 + by(h), x2 + by(w), y2 + by(h)];
  }
}

function anyBox(width: number, height: number, rng: Rng): XyxyBox {
  const [w, h] = [rng.uniform(0.08, 0.5) * width, rng.uniform(0.08, 0.5) * height];
  const [x, y] = [rng.uniform(0, width - w), rng.uniform(0, height - h)];
  return [x, y, x + w, y + h];
}

function pack(candidates: readonly Candidate[]): Detections {
  const sorted = [...candidates].sort((a, b) => b.score - a.score);
  return {
    boxes: Float32Array.from(sorted.flatMap(({ box }) => box)),
    scores: Float32Array.from(sorted, ({ score }) => score),
    classes: Int32Array.from(sorted, ({ category }) => category),
  };
}
