import {
  boxArea,
  boxIou,
  type DatasetInfo,
  type Detections,
  type Rng,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { annotatedBoxes, PERSON } from '@turbo-hoi/detection';
import { type ClassDraw, classDraw } from './class-draws';
import { type DetectionLimits, insideBox, SimulatedRows } from './detection-rows';
import { FalseBoxes, type Normal, poisson, resized } from './false-boxes';
import { KeypointNoise, sigmoid } from './keypoint-noise';
import type { DetectionNoise } from './noise-schema';

/** Factors on the rates of a noise model; 1: as measured. */
export interface NoiseFactors {
  /** On the displacement of edges. */
  readonly jitter: number;
  /** On the probability that a box is missed. */
  readonly misses: number;
  /** On false boxes, duplicates, confusions and parts of people. */
  readonly falseBoxes: number;
  /** On all errors of skeletons. */
  readonly pose: number;
}

export const FULL_NOISE: NoiseFactors = { jitter: 1, misses: 1, falseBoxes: 1, pose: 1 };

/** A detected box overlaps its annotated one at least by this IoU. */
const LEAST_IOU = 0.5;
const RETURNS = 4;
// Edges of a second box on an object, in sides of the annotated one.
const DUPLICATE_JITTER = 0.08;

/** Simulates what a detector of boxes and skeletons finds in annotated images. */
export class DetectionSimulator {
  private readonly keypoints: KeypointNoise;
  private readonly falseBoxes: FalseBoxes;
  private readonly anyClass: ClassDraw;
  /** By class. */
  private readonly confusions: readonly ClassDraw[];
  private readonly addends: readonly number[];

  constructor(
    private readonly noise: DetectionNoise,
    private readonly info: Pick<DatasetInfo, 'objectClasses' | 'keypoints'>,
    private readonly limits: DetectionLimits,
  ) {
    const { objectClasses } = info;
    const { confusions, object } = noise;
    this.keypoints = new KeypointNoise(noise.keypoints, info.keypoints);
    const even = Object.fromEntries(objectClasses.slice(1).map((name) => [name, 1]));
    this.anyClass = classDraw(even, objectClasses);
    this.confusions = objectClasses.map((name) =>
      classDraw(Object.hasOwn(confusions.of, name) ? confusions.of[name] : {}, objectClasses),
    );
    this.addends = objectClasses.map((name) =>
      Object.hasOwn(object.recallOfClass, name) ? object.recallOfClass[name] : 0,
    );
    const kin = (category: number, rng: Rng) => this.confused(category, rng);
    this.falseBoxes = new FalseBoxes(noise.falseBoxes, objectClasses, kin);
  }

  /** Detections of one image; boxes are inside of it, skeletons of people without annotated keypoints are zero. */
  simulate(sample: Sample, rng: Rng, factors = FULL_NOISE): Detections {
    const { width, height } = sample.image;
    const rows = new SimulatedRows(this.joints);
    const image: Image = { sample, width, height, rows, rng, factors };
    const found = annotatedBoxes(sample).filter(({ crowd }) => !crowd);
    const posed = keypointsOf(sample);
    for (const { box, category } of found) {
      const keypoints = posed.get(box) ?? null;
      this.addFound(image, box, category, keypoints);
      if (category === PERSON) this.addPart(image, box, keypoints);
      else {
        this.addDuplicate(image, box, category);
        this.addEchoes(image, box, category);
      }
    }
    const scene = found.flatMap(({ category }) => (category === PERSON ? [] : [category]));
    const people = found.flatMap(({ box, category }) =>
      category === PERSON ? [{ box, keypoints: posed.get(box) ?? null }] : [],
    );
    for (const { box, category, score } of this.falseBoxes.draw(
      { width, height, scene, people, factor: factors.falseBoxes },
      rng,
    ))
      add(image, box, category, score);
    return rows.detections(this.limits);
  }

  private get joints(): number {
    return this.info.keypoints.names.length;
  }

  private addFound(
    { width, height, rows, rng, factors }: Image,
    box: XyxyBox,
    category: number,
    keypoints: Float32Array | null,
  ): void {
    const { jitter, confusions } = this.noise;
    const isPerson = category === PERSON;
    const { recall, score } = isPerson ? this.noise.person : this.noise.object;
    const size = Math.log(relativeSize(box, width, height) / 0.2);
    const addend = isPerson ? 0 : this.addends[category];
    const missed = factors.misses * (1 - sigmoid(recall[0] + recall[1] * size + addend));
    const spread = factors.jitter * jitter.scale * Math.exp(rng.normal(0, jitter.spread));
    const moved = nearBox(box, movedBox(box, spread, rng), width, height);
    if (rng.chance(missed)) return;
    const [m0, m1, sd] = score.true.logit;
    const isConfused = !isPerson && rng.chance(factors.falseBoxes * confusions.rate);
    const shown = isConfused ? this.confused(category, rng) : category;
    const logit: Normal = (isConfused && confusions.score) || [m0 + m1 * size, sd];
    rows.add(
      moved,
      shown < 0 ? category : shown,
      sigmoid(rng.normal(...logit)),
      keypoints && this.skeleton(keypoints, box, factors.pose, rng),
    );
  }

  private addDuplicate(image: Image, box: XyxyBox, category: number): void {
    const { rng, factors } = image;
    const { rate, score } = this.noise.duplicates;
    if (!rng.chance(factors.falseBoxes * rate)) return;
    const other = this.confused(category, rng);
    if (other < 0) return;
    add(image, movedBox(box, DUPLICATE_JITTER, rng), other, sigmoid(rng.normal(...score)));
  }

  /** A box on the upper or, less often, the lower part of a person. */
  private addPart(image: Image, [x1, y1, x2, y2]: XyxyBox, keypoints: Float32Array | null): void {
    const { rng, factors } = image;
    const { rate, score } = this.noise.partPersons;
    if (!rng.chance(factors.falseBoxes * rate)) return;
    const part = rng.uniform(0.3, 0.6) * (y2 - y1);
    const box: XyxyBox = rng.chance(0.7) ? [x1, y1, x2, y1 + part] : [x1, y2 - part, x2, y2];
    const skeleton = keypoints && this.skeleton(keypoints, [x1, y1, x2, y2], factors.pose, rng);
    add(image, box, PERSON, sigmoid(rng.normal(...score)), skeleton);
  }

  /** Boxes of the object's class beside it, as far as they do not overlap it enough. */
  private addEchoes(image: Image, box: XyxyBox, category: number): void {
    const { echoes } = this.noise;
    if (!echoes) return;
    const { width, height, rng, factors } = image;
    const [x1, y1, x2, y2] = box;
    for (let n = poisson(factors.falseBoxes * echoes.rate, rng); n > 0; n--) {
      const [cx, cy] = [x1 + x2, y1 + y2].map((sum) => sum / 2);
      const at = { cx, cy, w: x2 - x1, h: y2 - y1 };
      const other = insideBox(resized(at, echoes.shift, echoes.size, rng), width, height);
      const score = sigmoid(rng.normal(...echoes.score));
      if (boxIou(other, box) < LEAST_IOU) add(image, other, category, score);
    }
  }

  /** A class that this one is confused with, or any other if none is listed; -1 if there is none. */
  private confused(category: number, rng: Rng): number {
    const listed = this.confusions[category].draw(rng);
    const other = listed < 0 ? this.anyClass.draw(rng) : listed;
    return other === category ? -1 : other;
  }

  private skeleton(keypoints: Float32Array, box: XyxyBox, factor: number, rng: Rng): Float32Array {
    const skeleton = new Float32Array(3 * this.joints);
    this.keypoints.write(keypoints, box, factor, rng, skeleton, 0);
    return skeleton;
  }
}

interface Image {
  readonly sample: Sample;
  readonly width: number;
  readonly height: number;
  readonly rows: SimulatedRows;
  readonly rng: Rng;
  readonly factors: NoiseFactors;
}

function add(
  { width, height, rows }: Image,
  box: XyxyBox,
  category: number,
  score: number,
  skeleton: Float32Array | null = null,
): void {
  rows.add(insideBox(box, width, height), category, score, skeleton);
}

/** Annotated keypoints of people by their box. */
export function keypointsOf({ people }: Sample): ReadonlyMap<XyxyBox, Float32Array> {
  return new Map(
    people.flatMap(({ box, keypoints }) => (keypoints ? [[box, keypoints] as const] : [])),
  );
}

/** √(box area / image area), 0.01 to 1. */
function relativeSize(box: XyxyBox, width: number, height: number): number {
  return Math.min(1, Math.max(0.01, Math.sqrt(boxArea(box) / (width * height))));
}

/** The moved box or, where it is too far off, one halfway back, and so on: a recall counts boxes that overlap. */
function nearBox(box: XyxyBox, moved: XyxyBox, width: number, height: number): XyxyBox {
  let [x1, y1, x2, y2] = moved;
  for (let tries = 0; tries < RETURNS; tries++) {
    const inside = insideBox([x1, y1, x2, y2], width, height);
    if (boxIou(inside, box) >= LEAST_IOU) return inside;
    [x1, y1, x2, y2] = [x1 + box[0], y1 + box[1], x2 + box[2], y2 + box[3]].map((x) => x / 2);
  }
  return insideBox(box, width, height);
}

function movedBox([x1, y1, x2, y2]: XyxyBox, spread: number, rng: Rng): XyxyBox {
  const [w, h] = [x2 - x1, y2 - y1];
  const by = (side: number) => rng.normal(0, spread) * side;
  return [x1 + by(w), y1 + by(h), x2 + by(w), y2 + by(h)];
}
