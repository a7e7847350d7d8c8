import { definePlugin, POSE_ANNOTATORS } from '@turbo-hoi/core';
import { z } from 'zod';
import { MovenetAnnotator } from '../poses/movenet-annotator';
import { movenetSchema } from '../poses/movenet-schema';
import { packageSource } from './package-source';

export const movenetPackageSchema = movenetSchema.extend({ folder: z.string().min(1).optional() });

/**
 * Kind `movenet`: {@link MovenetAnnotator} with the models of the installed package; runs on the active tensor backend.
 */
export const movenet = definePlugin(POSE_ANNOTATORS, {
  kind: 'movenet',
  schema: movenetPackageSchema,
  create: openMovenet,
});

/** @throws TurboHoiError `usage` if the package is not installed */
export function openMovenet({
  folder,
  ...options
}: z.output<typeof movenetPackageSchema>): MovenetAnnotator {
  return new MovenetAnnotator(options, packageSource(folder));
}
