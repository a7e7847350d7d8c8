import { definePlugin, INITIAL_POSES } from '@turbo-hoi/core';
import { z } from 'zod';
import { initialKeypointSchema } from '../keypoint-block/keypoint-block.schema';
import { RmpePose } from './rmpe-pose';

const schema = initialKeypointSchema.safeExtend({
  /** That of `roi.context`, whose `minAspect` has to be 0. */
  scale: z.number().min(1).default(1.3),
  localisation: z.int().positive().default(32),
  parallelWeight: z.number().min(0).default(1),
});

/** Kind `rmpe`: {@link RmpePose}. */
export const rmpePose = definePlugin(INITIAL_POSES, {
  kind: 'rmpe',
  schema,
  traits: { readsContext: true },
  create: (options, { parameters, dims }) => new RmpePose(parameters, options, dims),
});
