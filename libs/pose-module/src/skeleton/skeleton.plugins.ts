import { definePlugin, INITIAL_POSES, POSE_MODULES } from '@turbo-hoi/core';
import { z } from 'zod';
import { InitialSkeleton } from './initial-skeleton';
import { SkeletonPose } from './skeleton-pose';

const count = z.int().positive();

/** Kind `skeleton` of stage 0: {@link InitialSkeleton}. */
export const initialSkeleton = definePlugin(INITIAL_POSES, {
  kind: 'skeleton',
  schema: z.strictObject({ channels: count.default(64) }),
  create: (options, context) => new InitialSkeleton(options, context),
});

/** Kind `skeleton` of stages: {@link SkeletonPose}. */
export const skeletonPose = definePlugin(POSE_MODULES, {
  kind: 'skeleton',
  schema: z.strictObject({
    channels: count.default(64),
    hidden: count.default(128),
    dropout: z.number().min(0).lt(1).default(0.2),
  }),
  create: (options, context) => new SkeletonPose(options, context),
});
