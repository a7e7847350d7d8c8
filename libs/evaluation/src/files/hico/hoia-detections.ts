import { type BadEntries, type HicoVerbObject, objectName, verbName } from '@turbo-hoi/formats';
import { BadEntry, readEntry } from '../bad-entry';
import { Fields } from '../fields';
import { type ScoredCounts, ScoredImages } from '../scored-images';
import { PAIR_NUMBERS, pairMistake } from './hico-detection-row';
import type { HicoDetectionRows } from './hico-detection-rows';

/**
 * Detections in PPDM's and QPIC's format: for each image `predictions` with boxes and COCO's category ids, and
 * `hoi_prediction` with indices of two of them, a verb from 1 and a score. Pixels count from 0.
 *
 * Pairs of a verb and an object that are not a HOI are ignored.
 */
export class HoiaDetections {
  private readonly images: ScoredImages;
  private readonly hois: ReadonlyMap<string, number>;
  private readonly seen = new Set<number>();
  private dropped = 0;

  constructor(
    private readonly rows: HicoDetectionRows,
    fileNames: readonly string[],
    hois: readonly HicoVerbObject[],
    private readonly bad: BadEntries,
  ) {
    this.images = new ScoredImages(fileNames.map((fileName) => ({ fileName })));
    this.hois = new Map(hois.map(({ verb, object }, hoi) => [`${verb} ${object}`, hoi]));
  }

  get counts(): ScoredCounts {
    return this.images.counts;
  }

  /** Number of pairs that are not a HOI. */
  get withoutHoi(): number {
    return this.dropped;
  }

  add(value: unknown, index: number): void {
    let where = `[${index}]`;
    readEntry(
      this.bad,
      () => where,
      () => {
        const fields = Fields.of(value);
        const name = fields.text('file_name');
        where += ` (${name})`;
        const image = this.images.place(name);
        if (image === null) throw new BadEntry('the ground truth has no such image');
        if (this.seen.has(image)) throw new BadEntry('the image occurs twice');
        this.seen.add(image);
        const found = list(fields, 'predictions');
        list(fields, 'hoi_prediction').forEach((pair, row) =>
          readEntry(
            this.bad,
            () => `${where}.hoi_prediction[${row}]`,
            () => this.pair(pair, found, image),
          ),
        );
      },
    );
  }

  private pair(value: unknown, found: readonly unknown[], image: number): void {
    const fields = Fields.of(value);
    const [subject, object] = ['subject_id', 'object_id'].map((name) => {
      const at = fields.whole(name);
      if (at in found) return Fields.of(found[at]);
      throw new BadEntry(`${name} is ${at}; there are ${found.length} predictions`);
    });
    const numbers = new Float64Array(PAIR_NUMBERS);
    numbers.set(subject.numbers('bbox', 4));
    numbers.set(object.numbers('bbox', 4), 4);
    numbers[8] = fields.number('score');
    const mistake = pairMistake(numbers);
    if (mistake !== null) throw new BadEntry(mistake);
    const key = `${verbName(fields.whole('category_id'))} ${objectName(object.whole('category_id'))}`;
    const hoi = this.hois.get(key);
    if (hoi === undefined) this.dropped++;
    else this.rows.add(image, hoi, numbers);
  }
}

function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields.value(name);
  if (Array.isArray(value)) return value;
  throw new BadEntry(`${name} is not a list`);
}
