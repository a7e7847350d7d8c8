import type { KeypointLayout, XyxyBox } from '@turbo-hoi/core';

/** What {@link drawTriplets} shows of a photo; boxes in its pixels. */
export interface PhotoScene {
  readonly title: string;
  /** Width of the photo in pixels. */
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly SceneBox[];
  /** Best first. */
  readonly triplets: readonly SceneTriplet[];
  readonly layout: KeypointLayout;
  /** `3 · K` numbers x, y, score of each skeleton. */
  readonly skeletons: readonly Float32Array[];
}

export interface SceneBox {
  readonly box: XyxyBox;
  /** `person 1`, `cup 2`. */
  readonly name: string;
  readonly score: number;
  /** Counts the drawn people from 0, which decides the color; absent: an object, or a person who is not drawn as one. */
  readonly person?: number;
}

export interface SceneTriplet {
  /** Index into the boxes. */
  readonly person: number;
  /** Index into the boxes; null: no object. */
  readonly object: number | null;
  /** `holds`, `looks at`; without an object `stands`. */
  readonly verb: string;
  readonly score: number;
}
