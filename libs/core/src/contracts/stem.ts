import type { FeatureMap, ImageBatch } from './tensors';

/** Backbone: computes one feature map per image. */
export interface Stem {
  /** C of the map. */
  readonly channels: number;
  /** Pixels of the input per cell of the map. */
  readonly stride: number;
  /** The sides of the input must be multiples of this; absent: of the stride. */
  readonly multiple?: number;
  /** Padding colour, RGB in 0..255, which the stem's normalisation maps to zero; absent: black. */
  readonly padColor?: readonly [number, number, number];
  /** images [B,H,W,3] in 0..255 → [B,H/stride,W/stride,C]; normalises its input itself. */
  features(images: ImageBatch): FeatureMap;
  /** Releases its resources other than parameters, such as frozen weights. */
  dispose?(): void;
}
