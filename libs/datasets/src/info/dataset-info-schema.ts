import type { DatasetInfo } from '@turbo-hoi/core';
import { z } from 'zod';

const name = z.string().min(1);
const index = z.int().nonnegative();

const vocabulary = z
  .object({
    actions: z.array(z.object({ name, roles: z.array(name) })),
    columns: z.array(z.object({ action: index, role: name.nullable() })),
  })
  .refine(
    ({ actions, columns }) =>
      columns.every(({ action, role }) => {
        const roles = actions[action]?.roles;
        return role === null ? roles?.length === 0 : roles?.includes(role);
      }),
    { path: ['columns'], message: 'expected actions that are listed, each with a role of its own' },
  );

const keypointLayout = z
  .object({
    names: z.array(name),
    mirror: z.array(index),
    sigmas: z.array(z.number().positive()),
    bones: z.array(z.tuple([index, index])).readonly(),
  })
  .refine(
    ({ names, mirror, sigmas, bones }) =>
      mirror.length === names.length &&
      sigmas.length === names.length &&
      [...mirror, ...bones.flat()].every((keypoint) => keypoint < names.length),
    { message: 'expected a mirror and a sigma for each name, and keypoints that have names' },
  );

const hoiCategory = z.object({
  column: index,
  category: index,
  trainingPairs: index.nullable(),
});

/** `DatasetInfo` as JSON in checkpoints; unknown fields are dropped. */
export const datasetInfoSchema: z.ZodType<DatasetInfo> = z
  .object({
    name,
    version: z.int().positive().optional(),
    actions: vocabulary,
    keypoints: keypointLayout,
    objectClasses: z.array(name).min(1),
    hois: z.array(hoiCategory).optional(),
    targetClasses: z.array(z.array(index)).optional(),
    metrics: z.array(name).optional(),
  })
  .refine(
    ({ actions, objectClasses, hois = [] }) =>
      hois.every(
        ({ column, category }) =>
          column < actions.columns.length && category < objectClasses.length,
      ),
    { path: ['hois'], message: 'expected columns and object classes that are listed' },
  )
  .refine(
    ({ actions, objectClasses, targetClasses }) =>
      !targetClasses ||
      (targetClasses.length === actions.columns.length &&
        targetClasses.flat().every((category) => category < objectClasses.length)),
    {
      path: ['targetClasses'],
      message: 'expected a list of object classes for each action column',
    },
  );
