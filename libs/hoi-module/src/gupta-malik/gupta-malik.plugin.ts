import { definePlugin, HOI_MODULES } from '@turbo-hoi/core';
import { z } from 'zod';
import { GuptaMalikHoi } from './gupta-malik-hoi';

/** Kind `gupta-malik`: {@link GuptaMalikHoi}. */
export const guptaMalikHoi = definePlugin(HOI_MODULES, {
  kind: 'gupta-malik',
  schema: z.strictObject({
    width: z.int().positive().default(256),
    layers: z.int().positive().default(2),
    dropout: z.number().min(0).lt(1).default(0.1),
    layerNorm: z.boolean().default(true),
    standardize: z.boolean().default(true),
    actionLoss: z.enum(['sum', 'mean']).default('sum'),
    baseRate: z.number().gt(0).lt(1).default(0.13),
  }),
  create: (options, context) => new GuptaMalikHoi(options, context),
});
