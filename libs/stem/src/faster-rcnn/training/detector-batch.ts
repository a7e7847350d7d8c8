import type { ImageSize } from '../boxes/decode-deltas';
import type { GroundTruth } from './ground-truth';

/** Images of a step with what is to be found in them. */
export interface DetectorBatch {
  /** [B,H,W,3], RGB; padded on the right and below to one size that the backbone takes. */
  readonly images: Uint8Array;
  readonly shape: { readonly batch: number; readonly height: number; readonly width: number };
  /** Of each image without its padding. */
  readonly sizes: readonly ImageSize[];
  readonly truths: readonly GroundTruth[];
  /** [4p] of each image, from which the box head learns; null: it does not. */
  readonly proposals: readonly Float32Array[] | null;
}
