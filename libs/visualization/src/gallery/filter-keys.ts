import type { GallerySample } from './gallery';

/** Values by which samples can be filtered; each list is in alphabetical order. */
export interface FilterKeys {
  readonly splits: readonly string[];
  readonly actions: readonly string[];
  readonly classes: readonly string[];
}

export function filterKeys(samples: readonly GallerySample[]): FilterKeys {
  return {
    // Splits are already in the order train, validation, test.
    splits: [...new Set(samples.map(({ split }) => split))],
    actions: sorted(samples.flatMap(actionsOf)),
    classes: sorted(samples.flatMap(classesOf)),
  };
}

/** The names of all actions in the image. */
export function actionsOf({ people }: GallerySample): string[] {
  return people.flatMap(({ actions }) => (actions ?? []).map(({ name }) => name));
}

export function classesOf({ objects }: GallerySample): string[] {
  return objects.map(({ label }) => label);
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));
}
