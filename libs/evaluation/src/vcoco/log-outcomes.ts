import { descendingOrder } from '../ranking/descending-order';
import type { OutcomeLog } from '../ranking/outcome-log';
import type { PersonMatch } from './person-match';
import type { VcocoImage } from './vcoco-image';

/**
 * Logs the outcomes of the rows of one image for one action or column, best first.
 *
 * A person is matched once per flag; a later row of the same person is a false positive.
 *
 * @param scores [n]; rows with NaN are left out
 * @param flagsOf the flags of a correct row of that person
 */
export function logOutcomes(
  log: OutcomeLog,
  scores: Float32Array,
  { annotated }: VcocoImage,
  { person: personOf, overlaps }: PersonMatch,
  flagsOf: (row: number, person: number) => number,
): void {
  const taken = new Uint8Array(annotated.length);
  for (const row of descendingOrder(scores, 'later-first')) {
    const person = personOf[row];
    // Without annotated actions a row is neither a true nor a false positive.
    if (Number.isNaN(scores[row]) || (person >= 0 && !annotated[person])) continue;
    if (!overlaps[row]) {
      log.push(scores[row], 0);
      continue;
    }
    const right = flagsOf(row, person);
    log.push(scores[row], right & ~taken[person]);
    taken[person] |= right;
  }
}
