import { definePlugin, HOI_MODULES } from '@turbo-hoi/core';
import { z } from 'zod';
import { InteractNetHoi } from './interactnet-hoi';

const weight = z.number().min(0);

/** Kind `interactnet`: {@link InteractNetHoi}. */
export const interactNetHoi = definePlugin(HOI_MODULES, {
  kind: 'interactnet',
  schema: z.strictObject({
    width: z.int().positive().default(256),
    layers: z.int().positive().default(2),
    dropout: weight.lt(1).default(0.1),
    layerNorm: z.boolean().default(true),
    standardize: z.boolean().default(true),
    actionLoss: z.enum(['sum', 'mean']).default('sum'),
    actionWeight: weight.default(2),
    targetWeight: weight.default(1),
    pairWeight: weight.default(1),
    beta: z.number().positive().default(0.5),
    baseRate: z.number().gt(0).lt(1).default(0.13),
  }),
  create: (options, context) => new InteractNetHoi(options, context),
});
