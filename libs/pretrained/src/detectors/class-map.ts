import { TurboHoiError } from '@turbo-hoi/core';
import { COCO_CLASSES } from './coco-classes';

export interface ClassMap {
  /** For each of `COCO_CLASSES` the index of the data set's class of the same name, or -1. */
  readonly classOf: Int32Array;
  /** The data set's classes that the detectors do not know. */
  readonly unknown: readonly string[];
}

/**
 * Brings the classes of the detectors to those of a data set by name, whatever the case and with `_` for a space.
 *
 * @throws TurboHoiError `config` where they share none
 */
export function mapClasses(objectClasses: readonly string[]): ClassMap {
  const plain = objectClasses.map((name) => name.toLowerCase().replaceAll('_', ' '));
  const classOf = Int32Array.from(COCO_CLASSES, (name) => plain.indexOf(name));
  if (classOf.every((index) => index < 0)) {
    throw new TurboHoiError(
      'config',
      `detector: knows none of the data set's object classes (${objectClasses.join(', ')}); ` +
        'expected names of COCO, such as person. Choose another detector.',
    );
  }
  return { classOf, unknown: objectClasses.filter((_, i) => !COCO_CLASSES.includes(plain[i])) };
}
