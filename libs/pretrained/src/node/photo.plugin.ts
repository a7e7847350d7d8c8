import { definePlugin, DETECTORS } from '@turbo-hoi/core';
import { z } from 'zod';
import { PhotoDetector } from '../photo/photo-detector';
import { photoSchema } from '../photo/photo-schema';
import { packageSource } from './package-source';

/** Kind `photo`: {@link PhotoDetector} with the models of the installed package. */
export const photo = definePlugin(DETECTORS, {
  kind: 'photo',
  schema: photoSchema.extend({ folder: z.string().min(1).optional() }),
  create: ({ folder, ...options }, context) =>
    new PhotoDetector(options, packageSource(folder), context),
});
