/** Minimum score of detections: the model itself rates doubtful boxes. */
export const MIN_SCORE = 0.02;
/** Minimum s_a of listed triplets. */
export const MIN_ACTION_SCORE = 0.01;
/** Maximum number of people of a photo. */
export const MAX_PEOPLE = 16;
/** Maximum number of detections that a prediction keeps. */
export const SHOWN_BOXES = 20;
/** Minimum score of boxes that are drawn although no shown triplet has them. */
export const LIKELY_BOX = 0.3;
/**
 * Minimum display score of triplets in sentences and drawings. On V-COCO's val split with simulated detections, where the largest F1 is at 0.2 and
 * the largest F0.5 at 0.35, three of five triplets from 0.3 on are annotated (`photo:check`, `shown`).
 */
export const SHOWN_TRIPLET_SCORE = 0.3;
