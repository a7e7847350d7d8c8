import { z } from 'zod';

/** Options of the pose annotator `movenet`, for any source of its files. */
export const movenetSchema = z.strictObject({
  variant: z.enum(['thunder', 'lightning', 'multipose']).default('thunder'),
  people: z.enum(['nanodet', 'centernet']).default('nanodet'),
  minPersonScore: z.number().min(0.01).max(1).default(0.3),
  margin: z.number().min(1).max(4).default(1.25),
  longerSide: z.int().min(32).max(2048).default(512),
});

export type MovenetOptions = z.output<typeof movenetSchema>;
