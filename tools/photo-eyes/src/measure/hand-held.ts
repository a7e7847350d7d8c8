import { COCO_80 } from '@turbo-hoi/core';

const NAMES = [
  ...['umbrella', 'handbag', 'frisbee', 'sports ball', 'kite', 'baseball bat', 'baseball glove'],
  ...['tennis racket', 'bottle', 'wine glass', 'cup', 'fork', 'knife', 'spoon', 'bowl'],
  ...['banana', 'apple', 'sandwich', 'orange', 'broccoli', 'carrot', 'hot dog', 'pizza', 'donut'],
  ...['cake', 'remote', 'cell phone', 'book', 'scissors', 'hair drier', 'toothbrush'],
];

/** Whether a class of `COCO_80` is one that people hold in their hands. */
export function isHandHeld(classId: number): boolean {
  return NAMES.includes(COCO_80[classId]);
}
