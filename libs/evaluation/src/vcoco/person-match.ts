import { inclusiveIou } from '../boxes/inclusive-boxes';

/** The annotated person that each detection matches. */
export interface PersonMatch {
  /** [n], index of the person of highest overlap; -1 in an image without people. */
  readonly person: Int32Array;
  /** [n], 1 if that overlap is at least 0.5. */
  readonly overlaps: Uint8Array;
}

/** Finds the person of highest overlap for every detected box, the first of equal ones. */
export function matchPeople(detected: Float32Array, people: Float32Array): PersonMatch {
  const rows = detected.length / 4;
  const person = new Int32Array(rows).fill(-1);
  const overlaps = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = -1;
    for (let p = 0; p < people.length / 4; p++) {
      const overlap = inclusiveIou(people, p, detected, row);
      // A NaN box matches the first person, as with NumPy's argmax.
      if (person[row] < 0 || overlap > best) [person[row], best] = [p, overlap];
    }
    overlaps[row] = Number(best >= 0.5);
  }
  return { person, overlaps };
}
