/**
 * The one thing that is wrong with a detection or missing, in the order of tables.
 *
 * As TIDE (Bolya et al., ECCV 2020) sorts the errors of detectors, and Hoiem et al. (ECCV 2012) before, for people, their actions and objects.
 */
export const CAUSES = [
  /** The box of the person, or of the pose. */
  'personBox',
  'objectBox',
  'objectClass',
  /** The person does not do it. */
  'action',
  /** Another object is named, or one where there is none. */
  'target',
  'keypoints',
  /** Right, but named before with a higher score. */
  'duplicate',
  /** Nothing is annotated there. */
  'background',
  /** More than one of these. */
  'several',
  /** What is annotated was not found. */
  'missed',
] as const;

export type Cause = (typeof CAUSES)[number];

/** Those of a person with an action and an object. */
export const PAIR_CAUSES: readonly Cause[] = CAUSES.filter((cause) => cause !== 'keypoints');

/** As tables and charts call them. */
export const CAUSE_NAMES: Readonly<Record<Cause, string>> = {
  personBox: 'person box',
  objectBox: 'object box',
  objectClass: 'object class',
  action: 'action',
  target: 'target',
  keypoints: 'keypoints',
  duplicate: 'duplicates',
  background: 'background',
  several: 'several at once',
  missed: 'missed',
};

/** Causes for which the detection is put right; of the others it is left out. */
export const REPAIRED: ReadonlySet<Cause> = new Set<Cause>([
  'personBox',
  'objectBox',
  'objectClass',
  'target',
  'keypoints',
  'missed',
]);

/** Overlap from which a box is right, as in the official evaluators. */
export const RIGHT_OVERLAP = 0.5;

/** Overlap from which a box is one of the annotation in a wrong place and not background: TIDE's value. */
export const NEAR_OVERLAP = 0.1;
