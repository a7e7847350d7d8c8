import type { ActionVocabulary } from '@turbo-hoi/core';
import type { BadEntries } from '@turbo-hoi/formats';
import type { VcocoDetections } from '../../vcoco/vcoco-detections';
import { BadEntry, readEntry } from '../bad-entry';
import { Fields } from '../fields';
import type { ScoredImages } from '../scored-images';
import { gather, type GroupedRows, RowStore } from '../row-store';
import { vcocoKeys } from './vcoco-keys';

/**
 * V-COCO's detections (a list of `{image_id, person_box, <action>_agent, <action>_<role>, …}`, pickled or JSON) by image, in
 * single precision as the original.
 *
 * A row is the person's box, one score per action, and a target box and a score per column.
 */
export class VcocoDetectionRows {
  private readonly rows: RowStore<Float32Array>;
  private readonly keys: ReturnType<typeof vcocoKeys>;
  private grouped: GroupedRows | undefined;
  private without = 0;
  private withoutScore = 0;
  private missing: string | undefined;

  constructor(
    private readonly vocabulary: ActionVocabulary,
    private readonly images: ScoredImages,
    private readonly bad: BadEntries,
  ) {
    const { actions, columns } = vocabulary;
    this.keys = vcocoKeys(vocabulary);
    const width = 4 + actions.length + 5 * columns.length;
    this.rows = new RowStore(width, (length) => new Float32Array(length));
  }

  /** @param value of a JSON or pickle file */
  add(value: unknown, index: number): void {
    let image: number | string | undefined;
    const where = () => `[${index}]${image === undefined ? '' : ` (image ${image})`}`;
    readEntry(this.bad, where, () => {
      const fields = Fields.of(value);
      image = this.images.keyOf(fields);
      const missing = this.missingKeys(fields);
      const numbers = this.numbersOf(fields);
      if (missing.length > 0) {
        this.without++;
        this.missing ??= missing[0];
      }
      const place = this.images.place(image);
      if (place === null) return;
      const at = this.rows.append(place);
      this.rows.data.set(numbers, at);
    });
  }

  /** Number of detections all of whose actions have the score NaN or null. */
  get unscored(): number {
    return this.withoutScore;
  }

  /** Number of detections without the key of an action or role, and such a key. */
  get lacking(): { readonly detections: number; readonly example: string | undefined } {
    return { detections: this.without, example: this.missing };
  }

  /** The detections of the i-th image, in the order of the file; call after the last `add`. */
  image(index: number): VcocoDetections {
    const { actions, columns } = this.vocabulary;
    this.grouped ??= this.rows.group(this.images.count);
    const rows = this.grouped.rowsOf(index);
    const part = (from: number, width: number) =>
      gather(this.rows, rows, from, new Float32Array(rows.length * width), width);
    const [agents, roleBoxes] = [4, 4 + actions.length];
    return {
      boxes: part(0, 4),
      agentScores: part(agents, actions.length),
      roleBoxes: part(roleBoxes, 4 * columns.length),
      roleScores: part(roleBoxes + 4 * columns.length, columns.length),
    };
  }

  private missingKeys(fields: Fields): readonly string[] {
    const missing = this.keys.all.filter((key) => !fields.has(key));
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
    const known = fields.has('person_box') && missing.length < this.keys.all.length - 2;
    if (missing.length === 0 || known) return missing;
    throw new BadEntry(`${missing.slice(0, 3).join(', ')}${more} missing`);
  }

  private numbersOf(fields: Fields): Float32Array {
    const { actions, columns } = this.vocabulary;
    const numbers = new Float32Array(this.rows.width);
    const person = fields.finites('person_box', 4);
    checkUpright('person_box', person);
    numbers.set(person);
    this.keys.agents.forEach((key, action) => {
      if (fields.has(key)) numbers[4 + action] = fields.number(key);
    });
    if (numbers.subarray(4, 4 + actions.length).every(Number.isNaN)) this.withoutScore++;
    const boxes = 4 + actions.length;
    this.keys.roles.forEach((key, column) => {
      if (key === null) return;
      const role = fields.has(key) ? fields.numbers(key, 5) : NO_ROLE;
      checkUpright(key, role);
      for (let i = 0; i < 4; i++) numbers[boxes + 4 * column + i] = role[i];
      numbers[boxes + 4 * columns.length + column] = role[4];
    });
    return numbers;
  }
}

/** A role whose key is missing, as `CacheTemplate` of SCG, UPT and PViC has it: a box and its score. */
const NO_ROLE = [0, 0, 0.1, 0.1, 0];

/** Checks a box; NaN, for a role without a target, is valid. */
function checkUpright(key: string, box: ArrayLike<number>): void {
  if (!(box[2] < box[0] || box[3] < box[1])) return;
  const corners = Array.from(box).slice(0, 4).join(', ');
  throw new BadEntry(`${key} is [${corners}]; expected x1 <= x2 and y1 <= y2`);
}
