import { z } from 'zod';

const key = z.union([z.string(), z.number()]).transform(String);
const percent = z.number();
const texts = z.array(z.string());
const valueSchema = z.looseObject({
  x: percent.optional(),
  y: percent.optional(),
  width: percent.optional(),
  height: percent.optional(),
  rotation: z.number().optional(),
  radiusX: percent.optional(),
  radiusY: percent.optional(),
  points: z.array(z.tuple([percent, percent])).optional(),
  rectanglelabels: texts.optional(),
  polygonlabels: texts.optional(),
  ellipselabels: texts.optional(),
  keypointlabels: texts.optional(),
  labels: texts.optional(),
  choices: texts.optional(),
  taxonomy: z.array(texts).optional(),
});
/** A region, what is said of one, or a relation. */
export const resultSchema = z.looseObject({
  type: z.string(),
  id: key.optional(),
  from_id: key.optional(),
  to_id: key.optional(),
  direction: z.string().nullish(),
  labels: texts.nullish(),
  parentID: key.nullish(),
  original_width: z.number().positive().optional(),
  original_height: z.number().positive().optional(),
  image_rotation: z.number().optional(),
  value: valueSchema.optional(),
});
/** What one annotator made of a task. */
export const annotationSchema = z.looseObject({
  was_cancelled: z.boolean().nullish(),
  ground_truth: z.boolean().nullish(),
  result: z.array(z.unknown()),
});
/** An image. */
export const taskSchema = z.looseObject({
  id: key.optional(),
  data: z.looseObject({}),
  annotations: z.array(z.unknown()).optional(),
});

export type Result = z.output<typeof resultSchema>;
export type Value = z.output<typeof valueSchema>;

export const FIX = 'Export again as "JSON" from Label Studio, or correct the field.';
