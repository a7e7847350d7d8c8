import type { BadEntries } from '@turbo-hoi/formats';
import { numbersOf, shown } from '../numbers';
import { PAIR_NUMBERS, pairMistake } from './hico-detection-row';
import type { HicoDetectionRows } from './hico-detection-rows';

/** The sizes of the nested form. */
interface HicoSize {
  readonly hois: number;
  readonly images: number;
}

/**
 * Takes one HOI of HICO-DET's detections as nested JSON lists `[hoi][image][pair]` of nine numbers.
 *
 * @param index of the HOI
 */
export function addNestedHoi(
  rows: HicoDetectionRows,
  value: unknown,
  index: number,
  { hois, images }: HicoSize,
  bad: BadEntries,
): void {
  if (index >= hois) {
    bad.add(`[${index}]`, `there are ${hois} HOIs`);
    return;
  }
  if (!Array.isArray(value) || value.length !== images) {
    const got = Array.isArray(value) ? `${value.length} lists` : shown(value);
    bad.add(`[${index}]`, `got ${got}; expected a list for each of the ${images} images`);
    return;
  }
  value.forEach((pairs: unknown, image) => {
    if (!Array.isArray(pairs)) {
      bad.add(`[${index}][${image}]`, `got ${shown(pairs)}; expected a list of pairs`);
      return;
    }
    pairs.forEach((pair: unknown, row) => {
      const numbers = Array.isArray(pair) ? numbersOf(pair) : null;
      const mistake =
        numbers === null || numbers.length < PAIR_NUMBERS
          ? `got ${shown(pair)}; expected ${PAIR_NUMBERS} numbers`
          : pairMistake(numbers);
      if (mistake === null) rows.add(image, index, numbers!);
      else bad.add(`[${index}][${image}][${row}]`, mistake);
    });
  });
}
