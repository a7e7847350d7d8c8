import { COCO_80, COCO_91 } from '@turbo-hoi/core';
import { plainName } from './map-classes';

/** Maps the classes of a data set to the class outputs of a detector. */
export interface ClassOutputs {
  /** Number of class outputs, with the background. */
  readonly outputs: number;
  /** For each class of the data set, the index of the detector's output (0: background); -1: no such output. */
  readonly outputOf: Int32Array;
  /** The data set's classes without an output. */
  readonly unknown: readonly string[];
}

/**
 * Finds a data set's classes among a detector's outputs. Weight files hold no class names, so the number of outputs
 * decides: 91 are COCO's category ids and 81 its classes, matched by name; a number equal to the data set's own (with
 * background) is taken as its classes in order; for any other number every class is unknown.
 *
 * @param outputs with the background
 */
export function classOutputs(outputs: number, objectClasses: readonly string[]): ClassOutputs {
  const names = [COCO_91, COCO_80].find(({ length }) => 1 + length === outputs)?.map(plainName);
  const named = objectClasses.map((name) => names?.indexOf(plainName(name)) ?? -1);
  const inOrder = outputs === 1 + objectClasses.length && named.every((index) => index < 0);
  const outputOf = Int32Array.from(named, (index, i) =>
    inOrder ? 1 + i : index < 0 ? -1 : 1 + index,
  );
  return { outputs, outputOf, unknown: objectClasses.filter((_, i) => outputOf[i] < 0) };
}
