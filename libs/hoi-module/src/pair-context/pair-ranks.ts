import { boxDistance, type BoxTable, within } from './box-table';

/** Length of {@link pairRanks}. */
export const RANK_FEATURES = 8;

const PERSON = 0;
/** Stands for the distance to a rival where there is none. */
const FAR = 1e4;

/** The detections of one image: rows `start` to `end` of a table; class -1: padding. */
export interface Rivals {
  readonly table: BoxTable;
  readonly classes: Int32Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Rivals of person h and object o, 8 numbers: how many other people are closer to the object and how many objects of its class closer to the
 * person (at most 4, halved), by how much the closest of each is further away (in units of the person, within ±2), how many people and how
 * many others of its class there are (log(1 + n)), and whether there is no other one.
 */
export function pairRanks({ table, classes, start, end }: Rivals, h: number, o: number): number[] {
  const own = boxDistance(table, h, o);
  const [people, alike] = [new Rivalry(), new Rivalry()];
  for (let other = start; other < end; other++) {
    if (other === h || other === o) continue;
    if (classes[other] === PERSON) people.add(boxDistance(table, o, other), own);
    if (classes[other] === classes[o]) alike.add(boxDistance(table, h, other), own);
  }
  let everyone = 0;
  for (let row = start; row < end; row++) everyone += Number(classes[row] === PERSON);
  const ahead = ({ closest }: Rivalry) => within((closest - own) / table.side[h], 2);
  return [
    Math.min(people.closer, 4) / 2,
    Math.min(alike.closer, 4) / 2,
    ahead(people),
    ahead(alike),
    Math.log1p(everyone),
    Math.log1p(alike.count),
    Number(people.count === 0),
    Number(alike.count === 0),
  ];
}

class Rivalry {
  count = 0;
  closer = 0;
  closest = FAR;

  add(distance: number, own: number): void {
    this.count++;
    if (distance < own) this.closer++;
    this.closest = Math.min(this.closest, distance);
  }
}
