import { resolve } from 'node:path';
import { loadGraphModelSync } from '@tensorflow/tfjs';
import { definePlugin, STEMS, TurboHoiError } from '@turbo-hoi/core';
import { z } from 'zod';
import { graphModelSchema } from '../stems/graph-model-schema';
import { GraphModelStem } from '../stems/graph-model-stem';
import { findPackage } from './find-package';
import { modelPath } from './package-source';
import { readArtifacts } from './read-artifacts';

/** Kind `graph-model`: {@link GraphModelStem} with a model of the installed package or a file. */
export const graphModel = definePlugin(STEMS, {
  kind: 'graph-model',
  schema: graphModelSchema.extend({
    /** A tfjs `model.json`; default: MoveNet thunder of the package. */
    file: z.string().min(1).optional(),
    folder: z.string().min(1).optional(),
  }),
  create: ({ file, folder, ...options }, { parameters }) => {
    const path = file ? resolve(file) : modelPath(findPackage(folder).folder, 'movenet-thunder');
    return new GraphModelStem(parameters, options, open(path));
  },
});

function open(path: string) {
  try {
    return loadGraphModelSync(readArtifacts(path));
  } catch (error) {
    if (error instanceof TurboHoiError) throw error;
    throw new TurboHoiError(
      'data',
      `${path}: cannot be loaded (${(error as Error).message}); expected a tfjs graph model.`,
      { cause: error },
    );
  }
}
