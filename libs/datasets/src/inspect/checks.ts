/** An `error` makes a data set unusable, a `warning` may be intended, a `note` is for information. */
export type Severity = 'error' | 'warning' | 'note';

/** All checks with severity and description, in the order in which findings are listed. */
export const CHECKS = {
  unreadable: ['error', 'image whose annotations cannot be read'],
  'missing-file': ['error', 'image file is missing'],
  'unreadable-file': ['error', 'image file cannot be read'],
  'other-size': ['error', 'image file has another size than annotated'],
  'no-size': ['error', 'image has no size'],
  'duplicate-image': ['error', 'image id occurs twice in a split'],
  'dangling-object': ['error', 'interaction with an object that does not exist'],
  'unknown-action': ['error', 'interaction of an unknown action'],
  'unexpected-object': ['error', 'object of an action without roles'],
  'unknown-class': ['error', 'object of an unknown class'],
  'unknown-hoi': ['error', 'image label of an unknown interaction'],
  'broken-box': ['error', 'box with coordinates that are not finite'],
  'empty-box': ['error', 'box without area'],
  'box-outside': ['error', 'box entirely outside its image'],
  'broken-keypoints': ['error', 'keypoints that are not 3 · K finite numbers x, y, v'],
  'broken-weights': ['error', 'keypoint weights that are not K numbers in 0..1'],
  'other-agent': ['error', 'agent of a label is not its person'],
  'unlisted-image': ['error', 'labelled image is not in the .ids file'],
  'box-beyond': ['warning', 'box reaches beyond its image'],
  'turned-image': [
    'warning',
    'image that EXIF turns, without a change of its size that would tell which pixels are annotated',
  ],
  'keypoint-outside': ['warning', 'labelled keypoint outside its image'],
  'repeated-file': ['warning', 'image file is listed twice in a split'],
  'shared-image': ['warning', 'image is in several splits'],
  'duplicate-person': ['warning', 'person id occurs twice in a split'],
  'zero-id': [
    'warning',
    'annotation with id 0: pycocotools never counts it as found, V-COCO reads it as no object',
  ],
  'unlisted-pair': ['warning', 'pair that is not a listed interaction'],
  'role-without-label': ['warning', 'role object of an action that is not labelled'],
  'image-without-labels': ['warning', 'image of the .ids file has no labels'],
  'unusable-split': ['warning', 'split with nothing to train on or score'],
  'unseen-action': ['warning', 'action has no example in the training split'],
  'reader-warning': ['warning', 'warning of the reader'],
  'missing-part': ['warning', 'part of the data set is missing'],
  'unlabelled-person': ['note', 'person whose actions are not annotated'],
  'same-split': ['note', 'split is the same as another one'],
  'no-people': ['note', 'image without people'],
  'empty-split': ['note', 'split is empty'],
} as const satisfies Readonly<Record<string, readonly [Severity, string]>>;

export type CheckName = keyof typeof CHECKS;
