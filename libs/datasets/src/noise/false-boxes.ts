import type { Rng, XyxyBox } from '@turbo-hoi/core';
import { PERSON } from '@turbo-hoi/detection';
import { type ClassDraw, classDraw } from './class-draws';
import { sigmoid } from './keypoint-noise';
import { type DetectionNoise, PLACE } from './noise-schema';

export type Normal = readonly [mean: number, deviation: number];
type Range = readonly [low: number, high: number];

/** What is annotated in an image. */
export interface FalseBoxScene {
  readonly width: number;
  readonly height: number;
  /** Classes of the annotated objects. */
  readonly scene: readonly number[];
  readonly people: readonly { readonly box: XyxyBox; readonly keypoints: Float32Array | null }[];
  /** On the mean numbers. */
  readonly factor: number;
}

export interface FalseBox {
  readonly box: XyxyBox;
  readonly category: number;
  readonly score: number;
}

interface Center {
  readonly cx: number;
  readonly cy: number;
  readonly w: number;
  readonly h: number;
}

// Changes of a measured place, so that no two boxes are alike: of the center in sides, and of the logarithm of each side.
const PLACE_SHIFT = 0.05;
const PLACE_SIZE: Normal = [0, 0.2];

/** Draws the boxes that a detector finds on nothing annotated, anywhere in an image and near its people. */
export class FalseBoxes {
  private readonly classes: ClassDraw;
  /** By class. */
  private readonly places: readonly (readonly number[])[];

  /** @param kin another class that a class is confused with; -1: none */
  constructor(
    private readonly noise: DetectionNoise['falseBoxes'],
    objectClasses: readonly string[],
    private readonly kin: (category: number, rng: Rng) => number,
  ) {
    const { classes, places = {} } = noise;
    this.classes = classDraw(classes, objectClasses);
    this.places = objectClasses.map((name) => (Object.hasOwn(places, name) ? places[name] : []));
  }

  draw({ width, height, scene, people, factor }: FalseBoxScene, rng: Rng): FalseBox[] {
    const { perImage, perPerson, size, sizeInImage = size, center, score } = this.noise;
    const found: FalseBox[] = [];
    const add = (place: (category: number) => XyxyBox) => {
      const category = this.category(scene, rng);
      const box = place(category);
      const logit = rng.normal(...score);
      if (category >= 0) found.push({ box, category, score: sigmoid(logit) });
    };
    for (let n = poisson(factor * perImage, rng); n > 0; n--)
      add(() => boxIn([0, 0, width, height], sizeInImage, [0, 1], [0, 1], rng));
    for (const person of people)
      for (let n = poisson(factor * perPerson, rng); n > 0; n--)
        add(
          (category) =>
            this.placed(person, category, rng) ?? boxIn(person.box, size, center.x, center.y, rng),
        );
    return found;
  }

  /** Objects have classes that are in the image, or are taken for those, as often as was measured. */
  private category(scene: readonly number[], rng: Rng): number {
    const drawn = this.classes.draw(rng);
    const { scene: shares } = this.noise;
    if (!shares || drawn === PERSON || scene.length === 0) return drawn;
    const at = rng.next();
    if (at >= shares.same + shares.kin) return drawn;
    const present = scene[rng.int(scene.length)];
    const other = at < shares.same ? present : this.kin(present, rng);
    return other < 0 ? drawn : other;
  }

  /** A box where one of its class was near another person; null: none was, or not near a joint that this person has. */
  private placed(
    { box: [x1, y1, x2, y2], keypoints }: FalseBoxScene['people'][number],
    category: number,
    rng: Rng,
  ): XyxyBox | null {
    const list = this.places[category] ?? [];
    if (list.length === 0) return null;
    const at = PLACE * rng.int(list.length / PLACE);
    const [k, x, y, w, h] = list.slice(at, at + PLACE);
    const [width, height] = [x2 - x1, y2 - y1];
    const unit = Math.sqrt(width * height);
    const sides = { w: w * unit, h: h * unit };
    const moved = (cx: number, cy: number) =>
      resized({ cx, cy, ...sides }, PLACE_SHIFT, PLACE_SIZE, rng);
    if (k < 0) return moved(x1 + x * width, y1 + y * height);
    if (!keypoints || !(keypoints[3 * k + 2] > 0)) return null;
    return moved(keypoints[3 * k] + x * unit, keypoints[3 * k + 1] + y * unit);
  }
}

/** A box around a moved center, with changed sides. */
export function resized({ cx, cy, w, h }: Center, shift: number, size: Normal, rng: Rng): XyxyBox {
  const [x, y] = [cx + rng.normal(0, shift) * w, cy + rng.normal(0, shift) * h];
  const [halfW, halfH] = [w, h].map((side) => (side / 2) * Math.exp(rng.normal(...size)));
  return [x - halfW, y - halfH, x + halfW, y + halfH];
}

function boxIn([x1, y1, x2, y2]: XyxyBox, sizes: Normal, x: Range, y: Range, rng: Rng): XyxyBox {
  const [w, h] = [x2 - x1, y2 - y1];
  const [cx, cy] = [x1 + rng.uniform(...x) * w, y1 + rng.uniform(...y) * h];
  return resized({ cx, cy, w, h }, 0, sizes, rng);
}

/** Knuth's: a product of uniform numbers falls below exp(-mean). */
export function poisson(mean: number, rng: Rng): number {
  if (mean <= 0) return 0;
  const limit = Math.exp(-mean);
  let drawn = -1;
  for (let product = 1; product > limit; drawn++) product *= rng.next();
  return drawn;
}
