import { ATTENTION_MASKS, definePlugin, type MaskContext } from '@turbo-hoi/core';
import { z } from 'zod';
import { ConvMask } from './conv-mask';
import { LinearMask, type MaskShape } from './linear-mask';
import { SeparableMask } from './separable-mask';

const maskOptions = {
  scale: z.number().positive().default(1),
  deviation: z.number().min(0).default(0.02),
};

function linearMaskPlugin<Kind extends string>(
  kind: Kind,
  shape: (context: MaskContext) => MaskShape,
) {
  return definePlugin(ATTENTION_MASKS, {
    kind,
    schema: z.strictObject(maskOptions),
    create: (options, context) => new LinearMask(context, options, shape(context)),
  });
}

/** Kind `fc-sigmoid`: Eq. 4, one weight per cell. */
export const fcSigmoidMask = linearMaskPlugin('fc-sigmoid', ({ dims }) => [
  dims.side,
  dims.side,
  1,
]);

/** Kind `channel`: one weight per channel. */
export const channelMask = linearMaskPlugin('channel', ({ channels }) => [1, 1, channels]);

/** Kind `full`: one weight per cell and channel. */
export const fullMask = linearMaskPlugin('full', ({ dims, channels }) => [
  dims.side,
  dims.side,
  channels,
]);

/** Kind `separable`: {@link SeparableMask}; initially 1. */
export const separableMask = definePlugin(ATTENTION_MASKS, {
  kind: 'separable',
  schema: z.strictObject({ ...maskOptions, scale: maskOptions.scale.default(2) }),
  create: (options, context) => new SeparableMask(context, options),
});

/** Kind `conv`: {@link ConvMask}. */
export const convMask = definePlugin(ATTENTION_MASKS, {
  kind: 'conv',
  schema: z.strictObject({
    ...maskOptions,
    kernel: z
      .int()
      .positive()
      .refine((side) => side % 2 === 1, { error: 'expected an odd number' })
      .default(3),
    hidden: z.int().positive().default(8),
  }),
  create: (options, context) => new ConvMask(context, options),
});

/** Kind `none`: no modulation. */
export const noMask = definePlugin(ATTENTION_MASKS, {
  kind: 'none',
  schema: z.strictObject({}),
  create: () => ({ attend: () => null }),
});
