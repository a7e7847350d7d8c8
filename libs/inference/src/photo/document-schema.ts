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
    .describe('results on other kinds of images are unreliable; null: unknown or untrained'),
  untrained: z
    .literal(true)
    .optional()
    .describe('the part is untrained and its outputs are left out'),
  gives: z.string().describe('the outputs of the part'),
});

const detection = z.strictObject({
  id: index.describe('poses and interactions refer to it'),
  image_id: imageId,
  category_id: id,
  bbox: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .describe('x, y, width, height in pixels of the image'),
  score,
});

const pose = z.strictObject({
  image_id: imageId,
  category_id: z.literal(1).describe("COCO's category id of a person"),
  detection_id: index.describe('id of the detection of the person'),
  keypoints: z
    .array(z.number())
    .describe('x, y in pixels of the image and confidence in 0..1 of each of keypoint_names'),
  score: score.describe('score of the detection times the mean confidence'),
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
  person_id: index.describe('id of the detection of the person'),
  action: z.string(),
  role: z.string().nullable().describe("the object's role; null for an action without a target"),
  object_id: index.nullable().describe('id of the detection of the object; null: none'),
  score: score.describe('of the whole triplet'),
  action_score: score.describe('of the action alone'),
  rank: score
    .optional()
    .describe('the score that orders interactions and is shown; absent: as score'),
});

const sentence = z.strictObject({
  person_id: index.describe('id of the detection of the person'),
  text: z.string().describe('what the person does, in English'),
});

const stage = z.strictObject({
  stage: index.describe('0 is the initial pose'),
  keypoints: z
    .array(pose)
    .nullable()
    .describe('null: the stage estimates no poses, or is not trained to'),
  interactions: z
    .array(interaction)
    .nullable()
    .describe('best first; null: the stage recognises no actions, or is not trained to'),
});

/** The prediction of a photo as JSON: COCO results and a list of interactions. */
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
  trained: z.array(trained).describe('the parts of the predictor and their training data'),
  categories: z
    .array(z.strictObject({ id, name: z.string() }))
    .describe("all classes of the model; COCO's ids if all classes are COCO's"),
  keypoint_names: z.array(z.string()),
  detections: z.array(detection).describe('COCO results, best first'),
  stages: z.array(stage),
  sentences: z
    .array(sentence)
    .optional()
    .describe('one of each person, of the last stage that recognises actions'),
  left_out: z
    .strictObject({
      classes: z.array(z.strictObject({ name: z.string(), count: index })),
      people: index.describe(
        'people beyond the maximum: detections without poses and interactions',
      ),
    })
    .optional()
    .describe(
      'what was detected and is not listed, such as objects of classes that the model does not know',
    ),
  detected_poses: z
    .array(detectedPose)
    .optional()
    .describe('COCO results of a separate pose detector, if one was used'),
});

export type PhotoDocument = z.output<typeof photoDocumentSchema>;

/** The JSON Schema of `photoDocumentSchema`, for editors and other languages. */
export function photoJsonSchema(): object {
  return { title: 'turbo-hoi prediction, version 1', ...z.toJSONSchema(photoDocumentSchema) };
}
