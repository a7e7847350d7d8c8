import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '@turbo-hoi/core';
import { BACKGROUND, IGNORED, matchBoxes } from './match-boxes';
import { sampleMatches } from './sample-matches';

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

test('the goldens have foreground, background and what is neither', () => {
  const all = cases.flatMap(({ matches }) => matches);
  expect([all.includes(BACKGROUND), all.includes(IGNORED), Math.max(...all) > 0]).toEqual([
    true,
    true,
    true,
  ]);
});

test('without annotated boxes all is background, without candidates nothing is matched', () => {
  const options = { foreground: 0.7, background: 0.3, keepBest: true };
  const none = new Float32Array(0);
  const box = Float32Array.of(0, 0, 4, 4);
  expect([...matchBoxes(box, none, options)]).toEqual([BACKGROUND]);
  expect([...matchBoxes(none, box, options)]).toEqual([]);
});

test('a box that no candidate touches makes none of them foreground', () => {
  const options = { foreground: 0.7, background: 0.3, keepBest: true };
  const candidates = Float32Array.of(0, 0, 4, 4, 8, 8, 9, 9);
  const far = Float32Array.of(90, 90, 99, 99);
  expect([...matchBoxes(candidates, far, options)]).toEqual([BACKGROUND, BACKGROUND]);
});

describe('sampling', () => {
  const matches = Int32Array.from({ length: 100 }, (_, i) =>
    i < 30 ? i % 3 : i < 60 ? IGNORED : BACKGROUND,
  );
  const count = (sampled: Int32Array, wanted: (match: number) => boolean) =>
    [...sampled].filter((i) => wanted(matches[i])).length;

  it('takes foreground up to its share and fills up with background', () => {
    const sampled = sampleMatches(matches, { count: 40, foreground: 0.5 }, createRng(0));
    expect(new Set(sampled).size).toBe(40);
    expect(count(sampled, (match) => match >= 0)).toBe(20);
    expect(count(sampled, (match) => match === BACKGROUND)).toBe(20);
  });

  it('takes what there is, and never what is ignored', () => {
    const sampled = sampleMatches(matches, { count: 500, foreground: 0.5 }, createRng(0));
    expect([...sampled].sort((a, b) => a - b)).toEqual(
      [...matches.keys()].filter((i) => matches[i] !== IGNORED),
    );
  });

  it('takes one of every box before a second of any, where it is balanced', () => {
    // Box 0 has twenty candidates, boxes 1 and 2 one each.
    const uneven = Int32Array.from({ length: 40 }, (_, i) =>
      i < 20 ? 0 : i < 22 ? i - 19 : BACKGROUND,
    );
    const boxes = (seed: number, balanced: boolean) =>
      [...sampleMatches(uneven, { count: 8, foreground: 0.5, balanced }, createRng(seed))]
        .map((i) => uneven[i])
        .slice(0, 4);
    for (const seed of [0, 1, 2, 3, 4]) expect(boxes(seed, true).sort()).toEqual([0, 0, 1, 2]);
    expect([0, 1, 2, 3, 4].some((seed) => !boxes(seed, false).includes(1))).toBe(true);
  });

  it('depends on the generator alone, and does not advance it', () => {
    const rng = createRng(3);
    const draw = (seeded = rng) => [
      ...sampleMatches(matches, { count: 10, foreground: 0.25 }, seeded),
    ];
    expect(draw()).toEqual(draw());
    expect(draw(createRng(4))).not.toEqual(draw());
  });
});
