import { COCO_80, COCO_91 } from '@turbo-hoi/core';
import { z } from 'zod';

const count = z.int().positive();
const share = z.number().gt(0).max(1);

/** Options of every Faster R-CNN; the defaults are torchvision's. */
const common = {
  /** `proposals`: unclassified boxes, which an object branch classifies. */
  output: z.enum(['detections', 'proposals']).default('detections'),
  scoreThreshold: z.number().min(0).max(1).default(0.05),
  /** IoU above which the weaker of two detections of a class is dropped. */
  nms: share.default(0.5),
  maxDetections: count.default(100),
};

const proposalShape = {
  /** Highest-scoring anchors of a level that are decoded. */
  beforeNms: count.default(1000),
  afterNms: count.default(1000),
  iou: share.default(0.7),
};

/** Options of a detector with a ResNet backbone. */
export const fasterRcnnSchema = z.strictObject({
  backbone: z.enum(['resnet-fpn', 'resnet-c4']).default('resnet-fpn'),
  depth: z.literal([50, 101]).default(50),
  /** Class names in the order of the outputs, without the background. */
  classes: z
    .union([z.enum(['coco-91', 'coco-80']), z.array(z.string()).nonempty()])
    .default('coco-91')
    .transform((classes) =>
      classes === 'coco-91' ? COCO_91 : classes === 'coco-80' ? COCO_80 : classes,
    ),
  ...common,
  /** Null: images keep their own size. */
  input: z
    .strictObject({ shortSide: count.default(800), longSide: count.default(1333) })
    .nullable()
    .default({ shortSide: 800, longSide: 1333 }),
  proposals: z.strictObject(proposalShape).prefault({}),
});

/** Options of a small detector, which can be trained from scratch on a laptop. */
export const smallFasterRcnnSchema = z.strictObject({
  ...common,
  output: common.output.default('proposals'),
  /** Class names in the order of the outputs, without the background; null: those of the data set. */
  classes: z.array(z.string()).nonempty().nullable().default(null),
  network: z
    .strictObject({
      widths: z.tuple([count, count, count]).default([16, 32, 64]),
      blocks: z.tuple([z.int().min(0), z.int().min(0)]).default([1, 2]),
      channels: count.default(48),
      groups: count.default(8),
      /** Sides of the anchors in pixels; each in three aspect ratios. */
      anchorSizes: z.array(z.number().positive()).nonempty().default([8, 16, 32, 64]),
      /** Width of the box head's layers. */
      headWidth: count.default(128),
    })
    .prefault({}),
  proposals: z
    .strictObject({
      ...proposalShape,
      afterNms: proposalShape.afterNms.default(200),
    })
    .prefault({}),
});

/** Options of the detector's network and of its output. */
export type FasterRcnnDetectorOptions = z.output<typeof fasterRcnnSchema>;

export type SmallFasterRcnnOptions = z.output<typeof smallFasterRcnnSchema>;
