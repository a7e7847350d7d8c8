import { z } from 'zod';

/** Options of the detector `photo`, for any source of its files. */
export const photoSchema = z.strictObject({
  /** Longer sides of the whole image as NanoDet sees it, in pixels. */
  views: z.array(z.int().min(32).max(1536)).min(1).default([320, 640, 832]),
  /** Every view of the whole image a second time as in a mirror. */
  flips: z.boolean().default(false),
  /** Largest number of people around whom NanoDet looks again. */
  crops: z.int().min(0).max(20).default(2),
  /** Side of the square around a person as NanoDet sees it, in pixels; a multiple of 32. */
  cropSide: z.int().min(32).max(1024).multipleOf(32).default(416),
  /** Also CenterNet, whose weights have no stated licence. */
  centernet: z.boolean().default(false),
  pose: z.enum(['lightning', 'thunder', 'none']).default('thunder'),
  /** Largest number of people that get a pose. */
  maxPoses: z.int().min(0).max(100).default(8),
  scoreThreshold: z.number().min(0).max(1).default(0.02),
  maxDetections: z.int().positive().default(40),
});

export type PhotoOptions = z.output<typeof photoSchema>;
