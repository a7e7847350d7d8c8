import { z } from 'zod';
import { DECODING_WINDOW } from './decode-heatmaps';

/** How heatmaps become keypoints: {@link DecodeOptions} as a field of an experiment. */
export const decodeSchema = z.strictObject({
  /** Cells along each side of the square around the peak; 1: the peak's cell alone. */
  window: z
    .int()
    .positive()
    .refine((side) => side % 2 === 1, { error: 'expected an odd number' })
    .default(DECODING_WINDOW),
});
