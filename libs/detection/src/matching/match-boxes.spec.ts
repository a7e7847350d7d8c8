import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BACKGROUND, IGNORED, matchBoxes } from './match-boxes';

interface Case {
  readonly candidates: number[];
  readonly annotated: number[];
  readonly foreground: number;
  readonly background: number;
  readonly keepBest: number;
  readonly matches: number[];
}

const cases = JSON.parse(
  readFileSync(join(__dirname, '__golden__/matches.json'), 'utf8'),
) as Case[];

test.each(cases)(
  'matches as Matcher from $background to $foreground, best kept: $keepBest',
  ({ candidates, annotated, matches, keepBest, ...options }) => {
    const found = matchBoxes(Float32Array.from(candidates), Float32Array.from(annotated), {
      ...options,
      keepBest: keepBest === 1,
    });
    expect([...found]).toEqual(matches);
  },
);

test('the golden cases have foreground, background and ignored candidates', () => {
  const all = cases.flatMap(({ matches }) => matches);
  expect([all.includes(BACKGROUND), all.includes(IGNORED), Math.max(...all) > 0]).toEqual([
    true,
    true,
    true,
  ]);
});

test('without annotated boxes every candidate is background; without candidates the result is empty', () => {
  const options = { foreground: 0.7, background: 0.3, keepBest: true };
  const none = new Float32Array(0);
  const box = Float32Array.of(0, 0, 4, 4);
  expect([...matchBoxes(box, none, options)]).toEqual([BACKGROUND]);
  expect([...matchBoxes(none, box, options)]).toEqual([]);
});

test('an annotated box that overlaps no candidate makes none of them foreground', () => {
  const options = { foreground: 0.7, background: 0.3, keepBest: true };
  const candidates = Float32Array.of(0, 0, 4, 4, 8, 8, 9, 9);
  const far = Float32Array.of(90, 90, 99, 99);
  expect([...matchBoxes(candidates, far, options)]).toEqual([BACKGROUND, BACKGROUND]);
});
