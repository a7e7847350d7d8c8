import { z } from 'zod';

/** Options of the detector `npm-models`, for any source of its files. */
export const npmModelsSchema = z.strictObject({
  model: z.enum(['nanodet', 'centernet']).default('nanodet'),
  scoreThreshold: z.number().min(0.01).max(1).default(0.25),
  nmsIou: z.number().min(0).max(1).default(0.5),
  maxDetections: z.int().positive().default(100),
});
