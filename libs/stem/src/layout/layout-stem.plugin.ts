import { definePlugin, STEMS } from '@turbo-hoi/core';
import { z } from 'zod';
import { LayoutStem } from './layout-stem';

const count = z.int().positive();

/** Kind `layout`: {@link LayoutStem}. */
export const layoutStem = definePlugin(STEMS, {
  kind: 'layout',
  schema: z.strictObject({
    channels: count.default(64),
    classWidth: count.default(32),
    hidden: count.default(128),
    skeletons: z.boolean().default(true),
  }),
  create: (options, context) => new LayoutStem(options, context),
});
