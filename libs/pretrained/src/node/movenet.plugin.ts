import { definePlugin, POSE_ANNOTATORS } from '@turbo-hoi/core';
import { z } from 'zod';
import { MovenetAnnotator } from '../poses/movenet-annotator';
import { movenetSchema } from '../poses/movenet-schema';
import { packageSource } from './package-source';

/** Kind `movenet`: {@link MovenetAnnotator} on the installed package; runs on the tensor backend that is chosen. */
export const movenet = definePlugin(POSE_ANNOTATORS, {
  kind: 'movenet',
  schema: movenetSchema.extend({ folder: z.string().min(1).optional() }),
  create: ({ folder, ...options }) => new MovenetAnnotator(options, packageSource(folder)),
});
