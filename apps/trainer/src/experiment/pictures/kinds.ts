import type { ImageAnnotations } from '@turbo-hoi/core';

/** The kinds of images of the paper's Fig. 5. */
export type ImageKind = 'one triplet' | 'several actions' | 'several people';

/** The kind that an image shows by its annotations; null: none of them. */
export function kindOf({ people }: ImageAnnotations): ImageKind | null {
  if (people.length > 1) return 'several people';
  const [person] = people;
  const interactions = person?.interactions ?? [];
  if (new Set(interactions.map(({ column }) => column)).size > 1) return 'several actions';
  return interactions.length === 1 && interactions[0].object !== null ? 'one triplet' : null;
}
