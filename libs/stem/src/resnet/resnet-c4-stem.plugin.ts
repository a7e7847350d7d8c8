import { definePlugin, STEMS } from '@turbo-hoi/core';
import { z } from 'zod';
import { ResNetC4Stem } from './resnet-c4-stem';

/** Kind `resnet-c4`: {@link ResNetC4Stem}. */
export const resnetC4Stem = definePlugin(STEMS, {
  kind: 'resnet-c4',
  schema: z.strictObject({
    depth: z.literal([50, 101]).default(50),
    frozenStages: z.int().min(0).max(4).default(2),
    recompute: z.boolean().default(false),
  }),
  create: (options, { parameters }) => new ResNetC4Stem(parameters, options),
});
