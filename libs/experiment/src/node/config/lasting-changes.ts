import { changedFields } from './changed-fields';

/** What predictions and scores depend on, and weights do not. */
export const AFTER_TRAINING = ['evaluation', 'targetChoice', 'detection', 'decoding'];

/** What may change when a run goes on: nothing that decides what a step computes. */
export const CHANGEABLE = [
  'name',
  'training.steps',
  'training.checkpointEvery',
  'training.keepCheckpoints',
  'training.logEvery',
  'poseDetector',
  'plugins',
  ...AFTER_TRAINING,
];

/** The paths in which two experiments differ though a run cannot change them. */
export function lastingChanges(
  before: unknown,
  after: unknown,
  changeable: readonly string[] = CHANGEABLE,
): string[] {
  return changedFields(before, after).filter(
    (field) => !changeable.some((path) => new RegExp(`^${path}($|[.[])`).test(field)),
  );
}
