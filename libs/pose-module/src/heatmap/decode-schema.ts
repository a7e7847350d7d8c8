import { z } from 'zod';
import { poseNmsSchema } from '../nms/pose-nms-schema';
import type { PoseNmsOptions } from '../nms/suppress-poses';
import { DECODING_WINDOW, type DecodeOptions } from './decode-heatmaps';

/** How heatmaps become the poses of an image. */
export interface PoseDecoding extends DecodeOptions {
  /** Parametric pose NMS; null or absent: none. */
  readonly nms?: PoseNmsOptions | null;
}

/** How heatmaps become the poses of an image: {@link PoseDecoding} as a field of an experiment. */
export const decodeSchema = z.strictObject({
  /** Cells along each side of the square around the peak; 1: the peak's cell alone. */
  window: z
    .int()
    .positive()
    .refine((side) => side % 2 === 1, { error: 'expected an odd number' })
    .default(DECODING_WINDOW),
  /** Parametric pose NMS of RMPE (Fang et al. 2017) among the people of an image; null: none, as in the paper. */
  nms: poseNmsSchema.nullable().default(null),
});
