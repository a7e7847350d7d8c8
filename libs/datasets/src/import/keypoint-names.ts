import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import type { CustomHeader } from '../custom/custom-schema';
import type { ImportedKeypoint } from './imported-image';

/** The keypoints of an import: COCO's where all names are COCO's, otherwise those that occur. */
export class KeypointNames {
  private readonly names: readonly string[];
  private readonly isCoco: boolean;

  /** @param given names of all keypoints of people */
  constructor(given: readonly string[]) {
    const own = [...new Set(given.map(plainName))];
    this.isCoco = own.length > 0 && own.every((name) => COCO_KEYPOINTS.names.includes(name));
    this.names = this.isCoco ? COCO_KEYPOINTS.names : own;
  }

  /** `keypoints` of a data set file. */
  layout(): CustomHeader['keypoints'] {
    if (this.names.length === 0) return null;
    if (this.isCoco) return 'coco';
    const lefts = this.names.filter(
      (name) => /left/.test(name) && this.names.includes(name.replace('left', 'right')),
    );
    const mirror = lefts.map((name): [string, string] => [name, name.replace('left', 'right')]);
    return { names: [...this.names], mirror, bones: [] };
  }

  /** A person's keypoints in order; those outside of the image are not labelled. Null: the person has none. */
  values(
    points: ReadonlyMap<string, ImportedKeypoint> | null,
    size: { readonly width: number; readonly height: number } | null,
  ): number[] | null {
    if (points === null) return null;
    const byName = new Map([...points].map(([name, point]) => [plainName(name), point]));
    return this.names.flatMap((name) => {
      const [x, y, v] = byName.get(name) ?? [0, 0, 0];
      const isInside = size === null || (x >= 0 && y >= 0 && x <= size.width && y <= size.height);
      const isLabelled = isInside && (v === 1 || v === 2);
      return isLabelled ? [Math.round(100 * x) / 100, Math.round(100 * y) / 100, v] : [0, 0, 0];
    });
  }
}

/** `Left Eye` and `left-eye` are `left_eye`. */
function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
