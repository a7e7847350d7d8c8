import { resolve } from 'node:path';
import { definePlugin, DETECTORS, pluginModule } from '@turbo-hoi/core';
import { z } from 'zod';
import { FasterRcnnDetector } from '../faster-rcnn/detector/faster-rcnn-detector';
import { fasterRcnnSchema } from '../faster-rcnn/detector/faster-rcnn-schema';
import { weightsFile } from './weights-file';

/** Kind `faster-rcnn`: {@link FasterRcnnDetector} with weights from a file, whose path counts from where the command runs. */
export const fasterRcnn = definePlugin(DETECTORS, {
  kind: 'faster-rcnn',
  schema: fasterRcnnSchema.extend({
    weights: z
      .string()
      .min(1)
      .transform((path) => resolve(path)),
  }),
  create: ({ weights, ...options }, context) =>
    new FasterRcnnDetector(options, weightsFile(weights), context),
});

/** Binds the detectors that read files. */
export const fasterRcnnModule = pluginModule(fasterRcnn);
