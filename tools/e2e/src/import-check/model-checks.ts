import { c4Backbone, fpnBackbone } from '@turbo-hoi/stem';
import { checkBody } from './check-body';
import { checkDetector } from './check-detector';
import { checkHeatmaps } from './check-heatmaps';
import type { ModelCheck } from './model-check';

/** torchvision's models, and one on C4 composed of its parts, by their names in `tools/golden/check_import.py`. */
export const MODEL_CHECKS: Readonly<Record<string, readonly ModelCheck[]>> = {
  resnet50: [checkBody(50)],
  resnet101: [checkBody(101)],
  fasterrcnn_resnet50_fpn: [checkDetector({ create: fpnBackbone, classes: 91, proposals: 1000 })],
  keypointrcnn_resnet50_fpn: [
    checkDetector({ create: fpnBackbone, classes: 2, proposals: 1000 }),
    checkHeatmaps,
  ],
  faster_rcnn_resnet50_c4: [checkDetector({ create: c4Backbone, classes: 91, proposals: 100 })],
};
