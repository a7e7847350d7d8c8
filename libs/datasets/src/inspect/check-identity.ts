import type { ImageAnnotations, SplitName } from '@turbo-hoi/core';
import type { Findings } from './finding';

/** Finds duplicate images and people, within and across splits; keeps only ids and file names. */
export class IdentityCheck {
  private readonly seen = new Map<string | number, SplitName>();
  private readonly images = new Map<SplitName, Set<number>>();
  private readonly people = new Map<SplitName, Set<number>>();

  constructor(private readonly findings: Findings) {}

  /** @param where the image, for messages */
  add(split: SplitName, image: ImageAnnotations, where: string): void {
    if (!addTo(this.images, split, image.imageId)) this.findings.add('duplicate-image', where);
    // Ids are unique only within a split: across splits, images are compared by file name if they have one.
    const key = image.fileName ?? image.imageId;
    const first = this.seen.get(key);
    if (first === undefined) this.seen.set(key, split);
    else if (first !== split) this.findings.add('shared-image', `${where}, also in ${first}`);
    else if (image.fileName !== undefined) this.findings.add('repeated-file', where);
    for (const { annotationId } of image.people) {
      if (!addTo(this.people, split, annotationId)) {
        this.findings.add('duplicate-person', `${where}, person ${annotationId}`);
      }
    }
  }
}

/** False for a duplicate. */
function addTo(sets: Map<SplitName, Set<number>>, split: SplitName, id: number): boolean {
  const set = sets.get(split) ?? new Set();
  sets.set(split, set);
  if (set.has(id)) return false;
  set.add(id);
  return true;
}
