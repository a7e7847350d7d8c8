import type { FeatureMap, ImageBatch } from './tensors';

/** Image to feature map, once an image. */
export interface Stem {
  /** C of the map. */
  readonly channels: number;
  /** Pixels of the input per cell of the map. */
  readonly stride: number;
  /** The sides of the input must be multiples of this; absent: of the stride. */
  readonly multiple?: number;
  /** RGB in 0..255 of the colour that the stem's normalisation makes zero, with which images are padded; absent: black. */
  readonly padColor?: readonly [number, number, number];
  /** images [B,H,W,3] in 0..255 → [B,H/stride,W/stride,C]; normalises its input itself. */
  features(images: ImageBatch): FeatureMap;
  /** Gives back what it holds beside its parameters, such as frozen weights. */
  dispose?(): void;
}
