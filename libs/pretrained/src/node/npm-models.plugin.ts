import { definePlugin, DETECTORS } from '@turbo-hoi/core';
import { z } from 'zod';
import { NpmModelsDetector } from '../detectors/npm-models-detector';
import { npmModelsSchema } from '../detectors/npm-models-schema';
import { packageSource } from './package-source';

/** Kind `npm-models`: {@link NpmModelsDetector} with the models of the installed package. */
export const npmModels = definePlugin(DETECTORS, {
  kind: 'npm-models',
  schema: npmModelsSchema.extend({ folder: z.string().min(1).optional() }),
  create: ({ folder, ...options }, context) =>
    new NpmModelsDetector(options, packageSource(folder), context),
});
