/** Cells along each side of the grid. */
const CELLS = 32;

/**
 * The boxes kept so far, in a grid by their centers, so that a candidate is compared with its neighbours alone.
 *
 * An IoU above t puts the centers within (1 - t) · w of each other, or (1/t - 1) · w / 2 where t is below 1/2, and likewise in height.
 */
export class KeptBoxes {
  /** The last box added to each cell, and for each box the one added before it in its cell; -1: none. */
  private readonly last = new Int32Array(CELLS * CELLS).fill(-1);
  private readonly before: Int32Array;
  private readonly areas: Float64Array;
  private readonly x: Axis;
  private readonly y: Axis;
  private readonly reach: number;

  /** boxes [4n] xyxy, groups [n]: only boxes of one group suppress each other. */
  constructor(
    private readonly boxes: Float32Array,
    private readonly groups: Int32Array,
    private readonly iou: number,
  ) {
    this.before = new Int32Array(groups.length);
    this.areas = boxAreas(boxes);
    this.x = axis(boxes, 0);
    this.y = axis(boxes, 1);
    this.reach = Math.max(1 - iou, (1 / iou - 1) / 2);
  }

  /** Whether a kept box of the same group overlaps this one by more than the threshold. */
  overlap(candidate: number): boolean {
    const at = 4 * candidate;
    const [x1, y1, x2, y2] = this.boxes.subarray(at, at + 4);
    const [rx, ry] = [this.reach * (x2 - x1), this.reach * (y2 - y1)];
    const [cx, cy] = [(x1 + x2) / 2, (y1 + y2) / 2];
    const [left, right] = [cell(this.x, cx - rx), cell(this.x, cx + rx)];
    const bottom = cell(this.y, cy + ry);
    for (let row = cell(this.y, cy - ry); row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        if (this.overlapIn(row * CELLS + column, candidate, x1, y1, x2, y2)) return true;
      }
    }
    return false;
  }

  add(box: number): void {
    const at = 4 * box;
    const column = cell(this.x, (this.boxes[at] + this.boxes[at + 2]) / 2);
    const row = cell(this.y, (this.boxes[at + 1] + this.boxes[at + 3]) / 2);
    this.before[box] = this.last[row * CELLS + column];
    this.last[row * CELLS + column] = box;
  }

  private overlapIn(
    place: number,
    candidate: number,
    x1: number,
    y1: number,
    x2: number,
    y2: number,
  ): boolean {
    const { boxes, groups, areas, before, iou } = this;
    const [group, area] = [groups[candidate], areas[candidate]];
    for (let rival = this.last[place]; rival >= 0; rival = before[rival]) {
      if (groups[rival] !== group) continue;
      const other = 4 * rival;
      // Comparisons instead of Math.min and Math.max: most boxes do not overlap, and NMS spends most of its time here.
      const left = boxes[other] > x1 ? boxes[other] : x1;
      const right = boxes[other + 2] < x2 ? boxes[other + 2] : x2;
      if (right <= left) continue;
      const top = boxes[other + 1] > y1 ? boxes[other + 1] : y1;
      const bottom = boxes[other + 3] < y2 ? boxes[other + 3] : y2;
      if (bottom <= top) continue;
      const shared = (right - left) * (bottom - top);
      if (shared > iou * (area + areas[rival] - shared)) return true;
    }
    return false;
  }
}

/** Range of the box centers along one axis. */
interface Axis {
  readonly low: number;
  readonly cellsPerPixel: number;
}

function axis(boxes: Float32Array, side: 0 | 1): Axis {
  let [low, high] = [Infinity, -Infinity];
  for (let i = side; i < boxes.length; i += 4) {
    const center = (boxes[i] + boxes[i + 2]) / 2;
    if (center < low) low = center;
    if (center > high) high = center;
  }
  return { low, cellsPerPixel: high > low && high - low < Infinity ? CELLS / (high - low) : 0 };
}

/** The cell of a coordinate, clamped to the grid. */
function cell({ low, cellsPerPixel }: Axis, center: number): number {
  const index = (center - low) * cellsPerPixel;
  if (!(index > 0)) return 0;
  return index < CELLS ? index | 0 : CELLS - 1;
}

function boxAreas(boxes: Float32Array): Float64Array {
  const areas = new Float64Array(boxes.length / 4);
  for (let i = 0; i < areas.length; i++) {
    areas[i] = (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]);
  }
  return areas;
}
