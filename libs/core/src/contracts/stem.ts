import type { ObjectRois } from './interactions';
import type { FeatureMap, ImageBatch, RoiMap } from './tensors';
import type { Tensor2D } from '@tensorflow/tfjs';

/** A batch of images without their pixels. */
export interface Layout {
  /** All detections, people among them: O rows. */
  readonly objects: ObjectRois;
  /** [B,2] width and height of each image in pixels. */
  readonly sizes: Tensor2D;
}

/**
 * Backbone: computes one feature map per image.
 *
 * A stem with `regions` reads the layout of the image instead of its pixels: its `features` returns an empty map, and batches hold images of
 * one pixel.
 */
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
  /** F of all detections from boxes, classes, scores and skeletons alone, [O,1,1,C]; people's F are rows of it. */
  regions?(layout: Layout): RoiMap;
  /** Releases its resources other than parameters, such as frozen weights. */
  dispose?(): void;
}
