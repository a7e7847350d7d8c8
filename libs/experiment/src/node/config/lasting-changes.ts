import { changedFields } from './changed-fields';

/** What may change when a run goes on: nothing that decides what a step computes. */
export const CHANGEABLE = [
  'name',
  'training.steps',
  'training.checkpointEvery',
  'training.keepCheckpoints',
  'training.logEvery',
  'evaluation',
  'poseDetector',
  'plugins',
];

/** The paths in which two experiments differ though a run cannot change them. */
export function lastingChanges(before: unknown, after: unknown): string[] {
  return changedFields(before, after).filter(
    (field) => !CHANGEABLE.some((path) => new RegExp(`^${path}($|[.[])`).test(field)),
  );
}
