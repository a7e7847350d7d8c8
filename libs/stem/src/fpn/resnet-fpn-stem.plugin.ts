import { definePlugin, STEMS } from '@turbo-hoi/core';
import { z } from 'zod';
import { ResNetFpnStem } from './resnet-fpn-stem';

/** Kind `resnet-fpn`: {@link ResNetFpnStem}. */
export const resnetFpnStem = definePlugin(STEMS, {
  kind: 'resnet-fpn',
  schema: z.strictObject({
    depth: z.literal([50, 101]).default(50),
    frozenStages: z.int().min(0).max(5).default(2),
    // Stride 8: the level from which a pyramid pools boxes of 112 to 224 pixels, the size of most people in COCO.
    level: z.int().min(2).max(6).default(3),
  }),
  create: (options, { parameters }) => new ResNetFpnStem(parameters, options),
});
