import { z } from 'zod';

const count = z.number().int().nonnegative();
const probability = z.number().min(0).max(1);
const weight = z.number().nonnegative();

/** Size and difficulty of the synthetic set. */
export const syntheticSchema = z.strictObject({
  /** Side of the square images in pixels. */
  size: z.number().int().min(32).max(1024).default(160),
  /** Number of training images. */
  train: count.default(1500),
  /** Number of validation images. */
  validation: count.default(300),
  /** Number of test images. */
  test: count.default(600),
  seed: z.number().int().default(0),
  /** Probability that a target has an object of the same class nearby which is not the target. */
  distractors: probability.default(0.75),
  /** Probability that a face is covered and its keypoints are not labelled. */
  coveredFaces: probability.default(0.5),
  /** Probability of something in front of a person. */
  occluders: probability.default(0.4),
  /** How much there is in the background; 1 is the usual amount. */
  clutter: z.number().min(0).max(5).default(1),
  /** Most opacity of a hidden limb: it blends into the background. */
  hiddenOpacity: probability.default(0.04),
  /** Odds of the limbs that are hidden: none, the acting one, arms, legs, all four. */
  limbModes: z
    .strictObject({
      clear: weight.default(0.2),
      acting: weight.default(0.22),
      arms: weight.default(0.16),
      legs: weight.default(0.2),
      all: weight.default(0.22),
    })
    .prefault({}),
});

export type SyntheticOptions = z.infer<typeof syntheticSchema>;
