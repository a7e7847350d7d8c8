import type { GallerySample } from './gallery';

/** What samples can be filtered by, each list in alphabetical order. */
export interface FilterKeys {
  readonly splits: readonly string[];
  readonly actions: readonly string[];
  readonly classes: readonly string[];
}

export function filterKeys(samples: readonly GallerySample[]): FilterKeys {
  return {
    // Train, validation and test come in this order already.
    splits: [...new Set(samples.map(({ split }) => split))],
    actions: sorted(samples.flatMap(actionsOf)),
    classes: sorted(samples.flatMap(classesOf)),
  };
}

/** The names of all actions that somebody does in the image. */
export function actionsOf({ people }: GallerySample): string[] {
  return people.flatMap(({ actions }) => (actions ?? []).map(({ name }) => name));
}

export function classesOf({ objects }: GallerySample): string[] {
  return objects.map(({ label }) => label);
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));
}
