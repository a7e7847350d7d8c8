import { z } from 'zod';

/** The value of a data set file's `format`. */
export const CUSTOM_FORMAT = 'turbo-hoi dataset';
export const CUSTOM_VERSION = 1;

const name = z.string().min(1);
const index = z.number().int().nonnegative();

const box = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .describe('x1, y1, x2, y2: left, top, right and bottom edge in pixels, counted from 0');

const interaction = z.strictObject({
  action: name.describe('the name of an action'),
  role: name.optional().describe('role of the object; optional for an action with one role'),
  object: index
    .optional()
    .describe("index into this image's objects; absent: no target is annotated"),
});

const person = z.strictObject({
  box,
  keypoints: z
    .array(z.number())
    .optional()
    .describe('x, y, v of each keypoint; v: 0 not labelled, 1 hidden, 2 visible'),
  area: z
    .number()
    .positive()
    .optional()
    .describe('area of the outline in square pixels, the scale of OKS; absent: area of the box'),
  interactions: z
    .array(interaction)
    .optional()
    .describe('all actions of the person; absent: not annotated, []: none of the actions'),
  crowd: z.boolean().optional().describe('true for a group that is annotated as one'),
});

const thing = z.strictObject({
  class: name.describe('the name of an object class'),
  box,
  crowd: z.boolean().optional().describe('true for a group that is annotated as one'),
});

export const customImageSchema = z.strictObject({
  file: name.describe('path of the image, relative to the folder of this file'),
  split: z
    .enum(['train', 'validation', 'test'])
    .optional()
    .describe(
      'absent: of the images without a split, every fifth is for testing and the one before it for validation',
    ),
  width: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('in pixels; absent: size of the image file'),
  height: z.number().int().positive().optional(),
  people: z.array(person),
  objects: z
    .array(thing)
    .describe('targets of actions and other objects; a person who is a target is listed here too'),
});

export const customActionsSchema = z
  .array(
    z.strictObject({
      name,
      roles: z.array(name).describe('roles of the objects; [] for an action without an object'),
    }),
  )
  .min(1);

const keypointLayout = z.strictObject({
  names: z.array(name).min(1),
  mirror: z
    .array(z.tuple([name, name]))
    .default([])
    .describe('pairs of left and right keypoints, by name; others lie on the axis'),
  sigmas: z
    .array(z.number().positive())
    .optional()
    .describe('sigma of each keypoint in object keypoint similarity; default 0.05'),
  bones: z
    .array(z.tuple([name, name]))
    .default([])
    .describe('pairs of keypoints that drawings connect'),
});

export const customHeaderSchema = z.looseObject({
  format: z.literal(CUSTOM_FORMAT),
  version: z.literal(CUSTOM_VERSION),
  name: name.describe('name of the data set in reports'),
  actions: customActionsSchema,
  objectClasses: z.array(name).min(1).describe('the first is person'),
  keypoints: z
    .union([z.literal('coco'), z.null(), keypointLayout])
    .describe("COCO's 17, none, or a layout of your own"),
  orientation: z
    .enum(['upright', 'stored'])
    .default('upright')
    .describe(
      'pixels that the annotations mean where EXIF turns an image: as shown, or as the file stores them',
    ),
});

/** The whole document, the source of the JSON Schema. Other top-level keys are allowed for notes. */
export const customSchema = customHeaderSchema.extend({ images: z.array(customImageSchema) });

export type CustomHeader = z.infer<typeof customHeaderSchema>;
export type CustomImage = z.infer<typeof customImageSchema>;
export type CustomPerson = z.infer<typeof person>;
export type CustomInteraction = z.infer<typeof interaction>;
