import { definePlugin, OBJECT_BRANCHES } from '@turbo-hoi/core';
import { z } from 'zod';
import { Layer4Head, TwoFcHead } from '../faster-rcnn/heads/box-head';
import { RcnnObjectBranch } from './rcnn-object-branch';
import { ResidualObjectBranch } from './residual-object-branch';

const lossShape = { beta: z.number().positive().default(1) };
const rcnnShape = { aligned: z.boolean().default(false), ...lossShape };

/** Kind `residual`: {@link ResidualObjectBranch}. */
export const residualObjectBranch = definePlugin(OBJECT_BRANCHES, {
  kind: 'residual',
  schema: z.strictObject({
    blocks: z.int().min(0).default(1),
    groups: z.int().positive().default(8),
    ...lossShape,
  }),
  create: (options, { parameters, channels, classes }) =>
    new ResidualObjectBranch(parameters, options, channels, classes),
});

/** Kind `layer4`: three residual blocks of ResNet on regions of 14×14, `Layer4Head`. */
export const layer4ObjectBranch = definePlugin(OBJECT_BRANCHES, {
  kind: 'layer4',
  schema: z.strictObject(rcnnShape),
  create: (options, { parameters, channels, classes }) =>
    new RcnnObjectBranch(parameters, (scope) => new Layer4Head(scope, channels), {
      ...options,
      classes,
    }),
});

/** Kind `two-fc`: two fully connected layers on regions of 7×7, `TwoFcHead`. */
export const twoFcObjectBranch = definePlugin(OBJECT_BRANCHES, {
  kind: 'two-fc',
  schema: z.strictObject({ width: z.int().positive().default(1024), ...rcnnShape }),
  create: ({ width, ...options }, { parameters, channels, classes }) =>
    new RcnnObjectBranch(parameters, (scope) => new TwoFcHead(scope, channels, width), {
      ...options,
      classes,
    }),
});
