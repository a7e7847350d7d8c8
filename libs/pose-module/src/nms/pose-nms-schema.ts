import { z } from 'zod';
import { POSE_NMS } from './suppress-poses';

const positive = z.number().positive();

/** Parametric pose NMS as a field of an experiment; see {@link POSE_NMS}. */
export const poseNmsSchema = z.strictObject({
  delta1: positive.default(POSE_NMS.delta1),
  delta2: positive.default(POSE_NMS.delta2),
  mu: z.number().min(0).default(POSE_NMS.mu),
  gamma: positive.default(POSE_NMS.gamma),
  joint: positive.default(POSE_NMS.joint),
  merge: z.boolean().default(POSE_NMS.merge),
});
