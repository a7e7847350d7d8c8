import type { ActionVocabulary } from '@turbo-hoi/core';
import type { BadEntries } from '@turbo-hoi/formats';
import type { VcocoDetections } from '../../vcoco/vcoco-detections';
import { BadEntry, readEntry } from '../bad-entry';
import { Fields } from '../fields';
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
  private readonly images: ReadonlyMap<number, number>;
  private readonly strangers = new Set<number>();
  private strays = 0;
  private readonly keys: ReturnType<typeof vcocoKeys>;
  private grouped: GroupedRows | undefined;

  /** @param imageIds the images to score */
  constructor(
    private readonly vocabulary: ActionVocabulary,
    imageIds: Float64Array,
    private readonly bad: BadEntries,
  ) {
    const { actions, columns } = vocabulary;
    this.keys = vcocoKeys(vocabulary);
    this.images = new Map(Array.from(imageIds, (id, place) => [id, place]));
    const width = 4 + actions.length + 5 * columns.length;
    this.rows = new RowStore(width, (length) => new Float32Array(length));
  }

  /** Number of detections of other images, which are ignored. */
  get others(): { readonly detections: number; readonly images: number } {
    return { detections: this.strays, images: this.strangers.size };
  }

  /** @param value of a JSON or pickle file */
  add(value: unknown, index: number): void {
    let image: number | undefined;
    const where = () => `[${index}]${image === undefined ? '' : ` (image ${image})`}`;
    readEntry(this.bad, where, () => {
      const fields = Fields.of(value);
      image = fields.whole('image_id');
      this.checkKeys(fields);
      const numbers = this.numbersOf(fields);
      const place = this.images.get(image);
      if (place !== undefined) {
        const at = this.rows.append(place);
        this.rows.data.set(numbers, at);
        return;
      }
      this.strays++;
      this.strangers.add(image);
    });
  }

  /** The detections of the i-th image, in the order of the file; call after the last `add`. */
  image(index: number): VcocoDetections {
    const { actions, columns } = this.vocabulary;
    this.grouped ??= this.rows.group(this.images.size);
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

  private checkKeys(fields: Fields): void {
    const missing = this.keys.all.filter((key) => !fields.has(key));
    if (missing.length === 0) return;
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
    throw new BadEntry(`${missing.slice(0, 3).join(', ')}${more} missing`);
  }

  private numbersOf(fields: Fields): Float32Array {
    const { actions, columns } = this.vocabulary;
    const numbers = new Float32Array(this.rows.width);
    const person = fields.finites('person_box', 4);
    checkUpright('person_box', person);
    numbers.set(person);
    this.keys.agents.forEach((key, action) => (numbers[4 + action] = fields.number(key)));
    const boxes = 4 + actions.length;
    this.keys.roles.forEach((key, column) => {
      if (key === null) return;
      const role = fields.numbers(key, 5);
      checkUpright(key, role);
      for (let i = 0; i < 4; i++) numbers[boxes + 4 * column + i] = role[i];
      numbers[boxes + 4 * columns.length + column] = role[4];
    });
    return numbers;
  }
}

/** Checks a box; NaN, for a role without a target, is valid. */
function checkUpright(key: string, box: ArrayLike<number>): void {
  if (!(box[2] < box[0] || box[3] < box[1])) return;
  const corners = Array.from(box).slice(0, 4).join(', ');
  throw new BadEntry(`${key} is [${corners}]; expected x1 <= x2 and y1 <= y2`);
}
