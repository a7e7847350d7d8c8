import { definePlugin, HOI_MODULES } from '@turbo-hoi/core';
import { z } from 'zod';
import { PairContextHoi } from './pair-context-hoi';

const count = z.int().positive();

/** Kind `pair-context`: {@link PairContextHoi}. */
export const pairContextHoi = definePlugin(HOI_MODULES, {
  kind: 'pair-context',
  schema: z.strictObject({
    width: count.default(128),
    pairWidth: count.default(160),
    classWidth: count.default(32),
    heads: count.default(4),
    blocks: z.int().min(0).default(1),
    dropout: z.number().min(0).lt(1).default(0.2),
    readsPose: z.boolean().default(true),
    actionWeight: z.number().min(0).default(0.1),
    absentWeight: z.number().min(0).default(0.05),
    density: z.boolean().default(false),
    targetWeight: z.number().min(0).default(0.05),
  }),
  create: (options, context) => new PairContextHoi(options, context),
});
