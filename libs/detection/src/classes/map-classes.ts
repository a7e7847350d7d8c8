import { TurboHoiError } from '@turbo-hoi/core';

export interface ClassMap {
  /** For each class of the detector, the index of the data set's class of the same name; -1: none. */
  readonly classOf: Int32Array;
  /** The data set's classes that the detector lacks. */
  readonly unknown: readonly string[];
}

/**
 * Maps the classes of a detector to those of a data set by name; case does not matter, and `_` equals a space.
 *
 * @throws TurboHoiError `config` where they share none
 */
export function mapClasses(own: readonly string[], objectClasses: readonly string[]): ClassMap {
  const [from, to] = [own.map(plainName), objectClasses.map(plainName)];
  const classOf = Int32Array.from(from, (name) => to.indexOf(name));
  if (classOf.every((index) => index < 0)) {
    throw new TurboHoiError(
      'config',
      `detector: none of its classes (${brief(own)}) is one of the data set's (${brief(objectClasses)}). ` +
        'Choose another detector, or name its classes in the order in which it was trained (detector.classes).',
    );
  }
  return { classOf, unknown: objectClasses.filter((_, i) => !from.includes(to[i])) };
}

/** A class name in lower case, with spaces for `_`. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ');
}

function brief(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ');
}
