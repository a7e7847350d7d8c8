import type { BadEntries } from '../bad-entries/bad-entries';
import type { HicoSplit } from './hico-files';
import { NumberList } from '../number-list';

/** Fills a {@link HicoSplit} image by image. */
export class HicoSplitBuilder {
  private readonly fileNames: string[] = [];
  private readonly widths = new NumberList();
  private readonly heights = new NumberList();
  private readonly firstPair = new NumberList();
  private readonly hois = new NumberList();
  private readonly humanBoxes = new NumberList();
  private readonly objectBoxes = new NumberList();
  private readonly firstUnlocated = new NumberList();
  private readonly unlocated = new NumberList();
  private readonly replaced: number[] = [];
  /** The image's pairs by HOI, of the last entry. */
  private entries = new Map<number, number[]>();

  /** Begins an image; what is added afterwards belongs to it. */
  image(fileName: string, width = 0, height = 0): void {
    this.fileNames.push(fileName);
    this.entries = new Map();
    this.widths.push(width);
    this.heights.push(height);
    this.firstPair.push(this.hois.length);
    this.firstUnlocated.push(this.unlocated.length);
  }

  /** Begins an entry of the image; its pairs replace those of an earlier entry of the same HOI. */
  entry(hoi: number): void {
    this.replaced.push(...(this.entries.get(hoi) ?? []));
    this.entries.set(hoi, []);
  }

  /** Adds a located pair: boxes xyxy, inclusive, counted from 1. */
  pair(hoi: number, human: ArrayLike<number>, object: ArrayLike<number>): void {
    this.entries.get(hoi)?.push(this.hois.length);
    this.hois.push(hoi);
    for (let i = 0; i < 4; i++) {
      this.humanBoxes.push(human[i]);
      this.objectBoxes.push(object[i]);
    }
  }

  /** Adds a HOI of the image without boxes. */
  withoutBoxes(hoi: number): void {
    this.unlocated.push(hoi);
  }

  build(): HicoSplit {
    this.firstPair.push(this.hois.length);
    this.firstUnlocated.push(this.unlocated.length);
    const replaced = new Uint8Array(this.hois.length);
    for (const pair of this.replaced) replaced[pair] = 1;
    return {
      fileNames: this.fileNames,
      widths: Int32Array.from(this.widths.values()),
      heights: Int32Array.from(this.heights.values()),
      firstPair: Int32Array.from(this.firstPair.values()),
      hois: Int32Array.from(this.hois.values()),
      humanBoxes: this.humanBoxes.values().slice(),
      objectBoxes: this.objectBoxes.values().slice(),
      ...(this.replaced.length > 0 && { replaced }),
      firstUnlocated: Int32Array.from(this.firstUnlocated.values()),
      unlocated: Int32Array.from(this.unlocated.values()),
    };
  }
}

/**
 * Whether a box is valid: four finite numbers with x1 <= x2 and y1 <= y2.
 *
 * @param where position in the file, for the report of an invalid box
 */
export function isUsableBox(
  box: unknown,
  where: string,
  bad: BadEntries,
): box is ArrayLike<number> & { readonly length: 4 } {
  const values = Array.isArray(box) ? (box as unknown[]) : [];
  if (values.length !== 4 || !values.every((value) => Number.isFinite(value))) {
    bad.add(where, `got ${shown(box)}; expected four finite numbers x1, y1, x2, y2`);
    return false;
  }
  const [x1, y1, x2, y2] = values as number[];
  if (x2 >= x1 && y2 >= y1) return true;
  bad.add(where, `got ${shown(box)}; expected x1 <= x2 and y1 <= y2`);
  return false;
}

/** Formats a value for messages. */
export function shown(value: unknown): string {
  const text = Array.isArray(value)
    ? `[${value.join(', ')}]`
    : (JSON.stringify(value) ?? 'nothing');
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
