import { boxIou, type XyxyBox } from '@turbo-hoi/core';

interface BoxGroup {
  /** The first box represents the group. */
  readonly boxes: XyxyBox[];
  /** The HOIs whose annotators drew one of the boxes. */
  readonly hois: Set<number>;
}

/**
 * Groups boxes of the same person or object.
 *
 * HICO-DET's annotators drew separate boxes for every HOI, so that a person with three actions has three boxes that nearly
 * agree. A box joins the group whose first box it overlaps most, if by at least `minIou`; boxes that differ within one HOI
 * were drawn together and are different people or objects.
 */
export class BoxGroups {
  private readonly groups: BoxGroup[] = [];

  /** @param minIou above 1: only equal boxes are grouped */
  constructor(private readonly minIou: number) {}

  /** The first box of every group. */
  get boxes(): XyxyBox[] {
    return this.groups.map(({ boxes }) => boxes[0]);
  }

  /** Returns the group of the box, a new one if it matches none. */
  add(box: XyxyBox, hoi: number): number {
    const known = this.find(box, hoi);
    if (known < 0) return this.groups.push({ boxes: [box], hois: new Set([hoi]) }) - 1;
    const { boxes, hois } = this.groups[known];
    boxes.push(box);
    hois.add(hoi);
    return known;
  }

  private find(box: XyxyBox, hoi: number): number {
    const equal = this.groups.findIndex(({ boxes }) => boxes.some((other) => sameBox(other, box)));
    if (equal >= 0) return equal;
    const overlaps = this.groups.map(({ boxes, hois }) =>
      hois.has(hoi) ? 0 : boxIou(boxes[0], box),
    );
    const most = Math.max(...overlaps);
    return most >= this.minIou ? overlaps.indexOf(most) : -1;
  }
}

const sameBox = (a: XyxyBox, b: XyxyBox) => a.every((value, i) => value === b[i]);
