import { changedFields } from './changed-fields';

/** Fields that affect predictions and scores, but not weights. */
export const AFTER_TRAINING = ['evaluation', 'targetChoice', 'detection', 'decoding'];

/** Fields that may change when a run is resumed: none that affects a training step. */
export const CHANGEABLE = [
  'name',
  'training.steps',
  'training.checkpointEvery',
  'training.keepCheckpoints',
  'training.logEvery',
  'training.validateEvery',
  'training.validationImages',
  'training.compareWeightsEvery',
  'poseDetector',
  'plugins',
  ...AFTER_TRAINING,
];

/** The paths in which two experiments differ and that a run cannot change. */
export function lastingChanges(
  before: unknown,
  after: unknown,
  changeable: readonly string[] = CHANGEABLE,
): string[] {
  return changedFields(before, after).filter(
    (field) => !changeable.some((path) => new RegExp(`^${path}($|[.[])`).test(field)),
  );
}
