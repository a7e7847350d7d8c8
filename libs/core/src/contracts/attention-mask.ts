import type { Tensor4D } from '@tensorflow/tfjs';
import type { HoiFeatures } from './stage-state';

/** HOI features to a mask over the pose features (Eq. 4). */
export interface AttentionMask {
  /** fa → a mask that broadcasts to [R,S,S,channels], or null for no modulation. */
  attend(hoi: HoiFeatures): Tensor4D | null;
}
