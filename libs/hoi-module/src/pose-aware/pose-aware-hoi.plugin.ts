import { definePlugin, HOI_MODULES } from '@turbo-hoi/core';
import { z } from 'zod';
import { FullyConnectedHoi, type HoiForm } from './pose-aware-hoi';

const schema = z.strictObject({
  width: z.int().positive().default(256),
  layers: z.int().positive().default(2),
  dropout: z.number().min(0).lt(1).default(0.1),
  layerNorm: z.boolean().default(true),
  standardize: z.boolean().default(true),
  residual: z.boolean().default(true),
  joints: z.boolean().default(true),
  pairs: z.boolean().default(false),
  pairWeight: z.number().min(0).default(4),
  actionLoss: z.enum(['sum', 'mean']).default('sum'),
  targetWeight: z.number().min(0).default(2),
  beta: z.number().positive().default(0.5),
  baseRate: z.number().gt(0).lt(1).default(0.13),
});

const hoiPlugin = <Form extends HoiForm>(kind: Form) =>
  definePlugin(HOI_MODULES, {
    kind,
    schema,
    create: (options, context) => new FullyConnectedHoi(kind, options, context),
  });

/** Kind `explicit`: reads the pose features of the previous stage (Eq. 1). */
export const explicitHoi = hoiPlugin('explicit');

/** Kind `multi-task`: shares only the stem with pose estimation. */
export const multiTaskHoi = hoiPlugin('multi-task');
