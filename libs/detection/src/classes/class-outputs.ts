import { COCO_80, COCO_91 } from '@turbo-hoi/core';
import { plainName } from './map-classes';

/** Where a detector scores the classes of a data set. */
export interface ClassOutputs {
  /** How many there are, with the background. */
  readonly outputs: number;
  /** For each class of the data set the detector's output, 0 being the background; -1: there is none. */
  readonly outputOf: Int32Array;
  /** The data set's classes without an output. */
  readonly unknown: readonly string[];
}

/**
 * Finds a data set's classes among a detector's outputs, whose names are in no weight file: 91 are COCO's category ids and 81 its
 * classes, found by name; as many as the data set asks for are its own, in order; of any other number nothing is known.
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
