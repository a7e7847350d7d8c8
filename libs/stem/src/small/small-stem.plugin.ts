import { definePlugin, STEMS } from '@turbo-hoi/core';
import { z } from 'zod';
import { SmallStem } from './small-stem';

const count = z.int().positive();

/** Kind `small`: {@link SmallStem}. */
export const smallStem = definePlugin(STEMS, {
  kind: 'small',
  schema: z
    .strictObject({
      widths: z.tuple([count, count, count]).default([16, 32, 64]),
      blocks: z.tuple([z.int().min(0), z.int().min(0)]).default([1, 2]),
      channels: count.default(48),
      groups: count.default(8),
    })
    .refine(({ channels, widths }) => channels > widths[1], {
      path: ['channels'],
      error: 'expected more channels than widths[1], which come from the map of stride 4',
    })
    .refine(({ widths, groups }) => widths.every((width) => width % groups === 0), {
      path: ['groups'],
      error: 'expected a divisor of every width',
    }),
  create: (options, { parameters }) => new SmallStem(parameters, options),
});
