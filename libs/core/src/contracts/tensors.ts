import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';

/** Pixels 0..255, RGB: [B,H,W,3]. */
export type ImageBatch = Tensor4D;
/** Features of whole images: [B,h,w,C]. */
export type FeatureMap = Tensor4D;
/** Features of regions of interest: [R,S,S,C]. */
export type RoiMap = Tensor4D;
/** Keypoint heatmaps: [R,M,M,K]. */
export type Heatmaps = Tensor4D;
/** One vector a region of interest: [R,D]. */
export type RoiVector = Tensor2D;

/** What a batch knows of each person beside the region, such as a skeleton, by name: [R,…] each; empty where it has nothing. */
export type PersonFields = Readonly<Record<string, Tensor>>;

/** Regions of interest of a batch of images. */
export interface Rois {
  /** [R,4] xyxy in pixels of the network input. */
  readonly boxes: Tensor2D;
  /** [R] int32: which image of the batch. */
  readonly imageIndex: Tensor1D;
  /**
   * How many of the regions each image of the batch has, where they are known to stand in the images' order: then no region
   * needs to look at another image.
   */
  readonly perImage?: readonly number[];
}
