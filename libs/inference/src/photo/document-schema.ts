import { z } from 'zod';

/** The value of a document's `format`. */
export const PHOTO_FORMAT = 'turbo-hoi prediction';
export const PHOTO_VERSION = 1;

const id = z.int();
const index = z.int().nonnegative();
const score = z.number().min(0).max(1);
const imageId = id.describe('of the image');

const trained = z.strictObject({
  part: z.enum(['detector', 'model', 'pose detector']),
  trained_on: z
    .string()
    .nullable()
    .describe('for images of another kind its answers mean little; null: not known, or nothing'),
  untrained: z
    .literal(true)
    .optional()
    .describe('nothing trained the part: what it would give is left out'),
  gives: z.string().describe('which of the results are its own'),
});

const detection = z.strictObject({
  id: index.describe('by which poses and interactions name it'),
  image_id: imageId,
  category_id: id,
  bbox: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .describe('x, y, width, height in pixels of the image'),
  score,
});

const pose = z.strictObject({
  image_id: imageId,
  category_id: z.literal(1).describe('a person, as COCO counts'),
  detection_id: index.describe('which detection the person is'),
  keypoints: z
    .array(z.number())
    .describe('x, y in pixels of the image and confidence in 0..1 of each of keypoint_names'),
  score: score.describe("the detection's times the mean confidence"),
});

const detectedPose = z.strictObject({
  image_id: imageId,
  category_id: z.literal(1),
  bbox: z.array(z.number()).length(4).describe('x, y, width, height in pixels of the image'),
  keypoints: z.array(z.number()).describe("x, y and confidence of each of COCO's 17 keypoints"),
  score,
});

const interaction = z.strictObject({
  image_id: imageId,
  person_id: index.describe('which detection the person is'),
  action: z.string(),
  role: z
    .string()
    .nullable()
    .describe('which kind of target the object is; null for an action without a target'),
  object_id: index.nullable().describe('which detection the object is; null: there is none'),
  score: score.describe('of the whole triplet'),
  action_score: score.describe('of the action alone'),
});

const stage = z.strictObject({
  stage: index.describe('0 is the initial pose'),
  keypoints: z
    .array(pose)
    .nullable()
    .describe('null: the stage estimates no poses, or nothing trained it to'),
  interactions: z
    .array(interaction)
    .nullable()
    .describe('best first; null: the stage recognises no actions, or nothing trained it to'),
});

/** What was found in a photo as JSON: COCO results and a list of interactions. */
export const photoDocumentSchema = z.strictObject({
  format: z.literal(PHOTO_FORMAT),
  version: z.literal(PHOTO_VERSION),
  images: z
    .array(
      z.strictObject({
        id,
        file_name: z.string(),
        width: z.int().positive(),
        height: z.int().positive(),
      }),
    )
    .length(1),
  trained: z.array(trained).describe('which part was trained on what'),
  categories: z
    .array(z.strictObject({ id, name: z.string() }))
    .describe("all classes the model knows; COCO's ids where all are COCO's"),
  keypoint_names: z.array(z.string()),
  detections: z.array(detection).describe('COCO results, best first'),
  stages: z.array(stage),
  detected_poses: z
    .array(detectedPose)
    .optional()
    .describe('COCO results of a pose detector that is no part of the model, where one was asked'),
});

export type PhotoDocument = z.output<typeof photoDocumentSchema>;

/** The JSON Schema of such a document, for editors and other languages. */
export function photoJsonSchema(): object {
  return { title: 'turbo-hoi prediction, version 1', ...z.toJSONSchema(photoDocumentSchema) };
}
