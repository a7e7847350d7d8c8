import { resolve } from 'node:path';
import {
  definePlugin,
  type DetectorContext,
  DETECTORS,
  pluginModule,
  TurboHoiError,
} from '@turbo-hoi/core';
import { z } from 'zod';
import {
  type DetectorWeights,
  FasterRcnnDetector,
} from '../faster-rcnn/detector/faster-rcnn-detector';
import {
  fasterRcnnSchema,
  smallFasterRcnnSchema,
} from '../faster-rcnn/detector/faster-rcnn-schema';
import { smallFasterRcnnTraining } from '../faster-rcnn/training/small-faster-rcnn-training';
import { weightsFile } from './weights-file';

/** Relative to the working directory. */
const path = z
  .string()
  .min(1)
  .transform((text) => resolve(text));

/** Kind `faster-rcnn`: {@link FasterRcnnDetector} on a ResNet, with weights from a file. */
export const fasterRcnn = definePlugin(DETECTORS, {
  kind: 'faster-rcnn',
  schema: fasterRcnnSchema.extend({ weights: path }),
  traits: { loadsWeights: true },
  create: ({ weights, ...options }, context) =>
    new FasterRcnnDetector(options, weightsFile(weights), context),
});

/** In place of a path: the weights that come with the embedded data set. */
export const EMBEDDED_WEIGHTS = 'embedded';

/** Kind `small-faster-rcnn`: a small {@link FasterRcnnDetector}; without weights, the run trains them. */
export const smallFasterRcnn = definePlugin(DETECTORS, {
  kind: 'small-faster-rcnn',
  schema: smallFasterRcnnSchema.extend({
    weights: z
      .union([z.literal(EMBEDDED_WEIGHTS), path])
      .nullable()
      .default(null),
  }),
  traits: { loadsWeights: true, learner: smallFasterRcnnTraining },
  create: ({ weights, ...options }, context) => {
    const file =
      weights === EMBEDDED_WEIGHTS ? embeddedWeights(context) : (weights ?? context.ownWeights);
    const { dataset } = context;
    const classes = options.classes ?? dataset.objectClasses;
    return new FasterRcnnDetector(
      { ...options, classes, input: null },
      file === undefined ? NO_WEIGHTS : weightsFile(file),
      { ...context, ...(weights === null && { trainedOn: `data set ${dataset.name}` }) },
    );
  },
});

function embeddedWeights({ embeddedWeights: locate }: DetectorContext): string {
  if (locate) return locate();
  throw new TurboHoiError(
    'config',
    'detector.weights=embedded: the weights that come with the embedded data set are not known here; name a file.',
  );
}

/** Binds the detectors that read files. */
export const fasterRcnnModule = pluginModule(fasterRcnn, smallFasterRcnn);

function untrained(): never {
  throw new TurboHoiError(
    'config',
    'detector.weights: null stands for weights that a run trains itself, but there is no such file here. ' +
      'Name a file that train-detector wrote.',
  );
}

/** Fails on use, not on creation, since a command may only read the config. */
const NO_WEIGHTS: DetectorWeights = {
  name: 'detector.weights',
  fingerprint: untrained,
  read: async () => untrained(),
};
