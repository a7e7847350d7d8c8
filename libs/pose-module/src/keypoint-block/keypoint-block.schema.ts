import { z } from 'zod';
import { POSE_SCALES } from '../heatmap/pose-features';

/** Fields of a keypoint block with the defaults of a stage of the embedded data set. */
const keypointBlockShape = {
  convs: z.int().positive().default(2),
  channels: z.int().positive().default(48),
  deconvChannels: z.int().positive().default(24),
  outputKernel: z.literal([0, 1, 3]).default(1),
  groups: z.int().min(0).default(8),
  coarse: z.enum(['softmax', 'logits']).default(POSE_SCALES.coarse),
  coarseScale: z.number().positive().default(POSE_SCALES.coarseScale),
  jointScale: z.number().positive().default(POSE_SCALES.jointScale),
};

/** Error of a config that fails {@link groupsDivideChannels}. */
const GROUPS_MESSAGE = {
  path: ['groups'],
  error: 'expected a divisor of channels, or 0 for no normalisation',
};

function groupsDivideChannels(o: { channels: number; groups: number }): boolean {
  return o.groups === 0 || o.channels % o.groups === 0;
}

/** Options of stage 0's keypoint block. */
export const initialKeypointSchema = z
  .strictObject({ ...keypointBlockShape, convs: z.int().positive().default(4) })
  .refine(groupsDivideChannels, GROUPS_MESSAGE);

/** Options of a stage's keypoint block. */
export const keypointBlockSchema = z
  .strictObject({ ...keypointBlockShape, skip: z.boolean().default(true) })
  .refine(groupsDivideChannels, GROUPS_MESSAGE);
