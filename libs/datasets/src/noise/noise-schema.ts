import { z } from 'zod';

const share = z.number().min(0).max(1);
const count = z.number().nonnegative();
/** Mean and standard deviation. */
const normal = z.tuple([z.number(), count]);
const range = z.tuple([z.number(), z.number()]);
/** Weights by class name. */
const weights = z.record(z.string(), count);
/** Numbers of a box in `places`. */
export const PLACE = 5;
const places = z.array(z.number()).refine((list) => list.length > 0 && list.length % PLACE === 0, {
  error: `expected ${PLACE} numbers for each place`,
});

/**
 * What a detector finds of annotated boxes of one kind. r is √(box area / image area), 0.01 to 1.
 */
const found = {
  /** a, b: an annotated box is detected with probability sigmoid(a + b · log(r / 0.2)). */
  recall: z.tuple([z.number(), z.number()]),
  score: z.object({
    true: z.object({
      /** m0, m1, sd: a score is sigmoid(N(m0 + m1 · log(r / 0.2), sd)). */
      logit: z.tuple([z.number(), z.number(), count]),
    }),
  }),
};

const rare = z.object({
  /** Share of the annotated boxes with one. */
  rate: share,
  /** Of the logit of the score. */
  score: normal,
});

/** The errors of a detector of boxes and skeletons, as rates that are measured on annotated photographs. */
export const detectionNoiseSchema = z.object({
  version: z.literal(1),
  /** The command, or what else the rates are from. */
  madeBy: z.string().default(''),
  /** Number of measured images. */
  images: z.int().nonnegative().default(0),
  person: z.object(found),
  object: z.object({
    ...found,
    /** Added to `a` for objects of a class. */
    recallOfClass: z.record(z.string(), z.number()).default({}),
  }),
  jitter: z.object({
    /** Every edge of a detected box moves by N(0, s) of the box's side, less where the IoU would be below 0.5 … */
    scale: count,
    /** … with s = scale · exp(N(0, spread)) for a box. */
    spread: count,
  }),
  /** Boxes on nothing that is annotated. */
  falseBoxes: z
    .object({
      /** Mean number of boxes anywhere in an image. */
      perImage: count,
      /** Mean number of boxes near each annotated person. */
      perPerson: count,
      score: normal,
      classes: weights,
      /** Logarithm of each side in sides of the person, or of the image for boxes anywhere. */
      size: normal,
      /** `size` of boxes anywhere, where it differs. */
      sizeInImage: normal.optional(),
      /** Centers near a person, in sides of the person's box from its upper left corner. */
      center: z.object({ x: range, y: range }).default({ x: [-0.3, 1.3], y: [-0.1, 1.1] }),
      /** How the classes of objects among them go with the image; absent: all are drawn by `classes`. */
      scene: z
        .object({
          /** Share with a class that is annotated in the image. */
          same: share,
          /** Share with a class that an annotated one is confused with. */
          kin: share,
        })
        .optional(),
      /**
       * By class, where such boxes were near people: k, x, y, w, h of each. The center is x, y from the person's joint k, or for k = -1 from the upper left
       * corner of the person's box, in its sides; all else is in √(area of the person's box). Classes without an entry have `size` and `center`.
       */
      places: z.record(z.string(), places).optional(),
    })
    .default({
      perImage: 0,
      perPerson: 0,
      score: [0, 0],
      classes: {},
      size: [0, 0],
      center: { x: [0, 1], y: [0, 1] },
    }),
  /** Boxes of an object's own class that show a part of it or too much (IoU below 0.5). */
  echoes: z
    .object({
      /** Mean number per annotated object. */
      rate: count,
      /** Of the logit of the score. */
      score: normal,
      /** Deviation of the center, in sides of the object. */
      shift: count,
      /** Logarithm of each side in sides of the object. */
      size: normal,
    })
    .optional(),
  /** A second box of a confusable class on an object. */
  duplicates: rare.default({ rate: 0, score: [0, 0] }),
  /** A detected object gets a confusable class. */
  confusions: z
    .object({
      rate: share,
      /** By class, the weights of the classes that it is confused with. */
      of: z.record(z.string(), weights),
      /** Of the logit of the score; absent: as of a right class. */
      score: normal.optional(),
    })
    .default({ rate: 0, of: {} }),
  /** A second box on the upper or lower part of a person. */
  partPersons: rare.default({ rate: 0, score: [0, 0] }),
  keypoints: z.object({
    /** A joint moves by N(0, 1) · l · 2σ · √(0.53 · box area), with σ of its object keypoint similarity … */
    level: count,
    /** … and l = level · exp(N(0, levelSpread)) for a person; … */
    levelSpread: count,
    /** … occluded joints (v = 1) by this factor more. */
    hiddenFactor: count,
    /** Probability that a joint is anywhere in the box. */
    gross: share,
    /** Probability that the left and right joints of arms, of legs or of the head are swapped. */
    swap: share,
    /** Probability that a joint is missing, */
    drop: share,
    /** that an occluded one is (absent: as any other), */
    hiddenDrop: share.optional(),
    /** and that all of a person's are. */
    lost: share,
    /** Joints that are found although the annotation lacks them, of people with others annotated; absent: none. */
    unlabelled: z
      .object({
        /** By joint: how often it is found, */
        rate: z.record(z.string(), share),
        /** and the deviation of its place from its nearest relative's that is annotated, in √(0.53 · box area). */
        spread: z.record(z.string(), count),
        /** Of the logit of its confidence. */
        confidence: normal,
      })
      .optional(),
    /** Of the logit of a joint's confidence. */
    confidence: z.object({ visible: normal, hidden: normal, gross: normal }),
  }),
});

/** See {@link detectionNoiseSchema}. */
export type DetectionNoise = z.output<typeof detectionNoiseSchema>;
