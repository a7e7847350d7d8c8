import { z } from 'zod';
import { COCO_80, COCO_91 } from './coco-classes';

const count = z.int().positive();
const share = z.number().gt(0).max(1);

/** Options of the detector; the defaults are torchvision's. */
export const fasterRcnnSchema = z.strictObject({
  backbone: z.enum(['resnet-fpn', 'resnet-c4']).default('resnet-fpn'),
  depth: z.literal([50, 101]).default(50),
  /** In the order of the outputs, without the background. */
  classes: z
    .union([z.enum(['coco-91', 'coco-80']), z.array(z.string()).nonempty()])
    .default('coco-91')
    .transform((classes) =>
      classes === 'coco-91' ? COCO_91 : classes === 'coco-80' ? COCO_80 : classes,
    ),
  scoreThreshold: z.number().min(0).max(1).default(0.05),
  /** IoU above which the weaker of two detections of a class is dropped. */
  nms: share.default(0.5),
  maxDetections: count.default(100),
  /** Null: images are seen in the size they have. */
  input: z
    .strictObject({ shortSide: count.default(800), longSide: count.default(1333) })
    .nullable()
    .default({ shortSide: 800, longSide: 1333 }),
  proposals: z
    .strictObject({
      beforeNms: count.default(1000),
      afterNms: count.default(1000),
      iou: share.default(0.7),
    })
    .prefault({}),
});

export type FasterRcnnDetectorOptions = z.output<typeof fasterRcnnSchema>;
