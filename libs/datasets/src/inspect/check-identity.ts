import type { ImageAnnotations, SplitName } from '@turbo-hoi/core';
import type { Findings } from './finding';

/** Finds images and people that occur twice, within a split and across splits; remembers ids and file names only. */
export class IdentityCheck {
  private readonly seen = new Map<string | number, SplitName>();
  private readonly images = new Map<SplitName, Set<number>>();
  private readonly people = new Map<SplitName, Set<number>>();

  constructor(private readonly findings: Findings) {}

  /** @param where the image, for messages */
  add(split: SplitName, image: ImageAnnotations, where: string): void {
    if (!addTo(this.images, split, image.imageId)) this.findings.add('duplicate-image', where);
    // Ids are unique within a split only: between splits it is the file that counts, where there is one.
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

/** False if it was there already. */
function addTo(sets: Map<SplitName, Set<number>>, split: SplitName, id: number): boolean {
  const set = sets.get(split) ?? new Set();
  sets.set(split, set);
  if (set.has(id)) return false;
  set.add(id);
  return true;
}
