import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';

/** Pixels 0..255, RGB: [B,H,W,3]. */
export type ImageBatch = Tensor4D;
/** Features of whole images: [B,h,w,C]. */
export type FeatureMap = Tensor4D;
/** Features of regions of interest: [R,S,S,C]. */
export type RoiMap = Tensor4D;
/** Keypoint heatmaps: [R,M,M,K]. */
export type Heatmaps = Tensor4D;
/** One vector per region of interest: [R,D]. */
export type RoiVector = Tensor2D;

/** Further inputs per person by name, such as a skeleton, each [R,…]; empty if there are none. */
export type PersonFields = Readonly<Record<string, Tensor>>;

/** Regions of interest of a batch of images. */
export interface Rois {
  /** [R,4] xyxy in pixels of the network input. */
  readonly boxes: Tensor2D;
  /** [R] int32: which image of the batch. */
  readonly imageIndex: Tensor1D;
  /**
   * Number of regions per image of the batch, present only if the regions are sorted by image; RoIAlign then reads each
   * region's own image alone.
   */
  readonly perImage?: readonly number[];
}
