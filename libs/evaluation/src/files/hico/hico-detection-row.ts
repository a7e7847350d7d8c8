import { shown } from '../numbers';

/** Numbers of a detected pair in HICO-DET's files: person xyxy, object xyxy, score. */
export const PAIR_NUMBERS = 9;

/** The fault of the pair that begins at `at`; null if valid. */
export function pairMistake(numbers: ArrayLike<number>, at = 0): string | null {
  for (let i = 0; i < PAIR_NUMBERS; i++) {
    if (Number.isFinite(numbers[at + i])) continue;
    return `${i === 8 ? 'the score' : `number ${i + 1}`} is ${shown(numbers[at + i])}; expected a finite number`;
  }
  for (const [box, name] of BOXES) {
    const from = at + box;
    if (numbers[from + 2] >= numbers[from] && numbers[from + 3] >= numbers[from + 1]) continue;
    const corners = [0, 1, 2, 3].map((i) => numbers[from + i]).join(', ');
    return `the box of the ${name} is [${corners}]; expected x1 <= x2 and y1 <= y2`;
  }
  return null;
}

const BOXES = [
  [0, 'person'],
  [4, 'object'],
] as const;
