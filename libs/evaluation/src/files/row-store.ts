/** The rows of each group, in the order of arrival. */
export interface GroupedRows {
  /** The numbers of the rows of `group` in the store. */
  rowsOf(group: number): Uint32Array;
  isEmpty(group: number): boolean;
}

/**
 * Rows of numbers that arrive in any order and belong to groups (one per image), in one typed array, so that the
 * detections of 10,000 images take no more memory than their numbers.
 *
 * Grows by half, so that the peak stays below 2.5 times that.
 */
export class RowStore<Data extends Float32Array | Float64Array> {
  private numbers: Data;
  private groups = new Uint32Array(256);
  private rows = 0;

  /** @param width numbers per row */
  constructor(
    readonly width: number,
    private readonly make: (length: number) => Data,
  ) {
    this.numbers = make(256 * width);
  }

  get size(): number {
    return this.rows;
  }

  /** Row r begins at `width · r`; valid until the next `append`. */
  get data(): Data {
    return this.numbers;
  }

  /** Appends a row of zeros. Returns the index of its first number in `data`. */
  append(group: number): number {
    if (this.rows === this.groups.length) this.grow();
    this.groups[this.rows] = group;
    return this.width * this.rows++;
  }

  groupOf(row: number): number {
    return this.groups[row];
  }

  /** A counting sort of the rows by group. */
  group(groups: number): GroupedRows {
    const ends = new Uint32Array(groups + 1);
    for (let row = 0; row < this.rows; row++) ends[this.groups[row] + 1]++;
    for (let g = 0; g < groups; g++) ends[g + 1] += ends[g];
    const order = new Uint32Array(this.rows);
    const next = ends.slice();
    for (let row = 0; row < this.rows; row++) order[next[this.groups[row]]++] = row;
    return {
      rowsOf: (group) => order.subarray(ends[group], ends[group + 1]),
      isEmpty: (group) => ends[group] === ends[group + 1],
    };
  }

  private grow(): void {
    const room = this.rows + (this.rows >> 1);
    const [numbers, groups] = [this.make(room * this.width), new Uint32Array(room)];
    numbers.set(this.numbers);
    groups.set(this.groups);
    this.numbers = numbers;
    this.groups = groups;
  }
}

/** Columns `from` to `from + count` of some rows of a store, concatenated. */
export function gather<Data extends Float32Array | Float64Array>(
  { data, width }: RowStore<Data>,
  rows: Uint32Array,
  from: number,
  into: Data,
  count = into.length / rows.length,
): Data {
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i] * width + from;
    for (let j = 0; j < count; j++) into[i * count + j] = data[at + j];
  }
  return into;
}
