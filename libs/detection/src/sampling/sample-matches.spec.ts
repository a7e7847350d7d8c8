import { createRng } from '@turbo-hoi/core';
import { BACKGROUND, IGNORED } from '../matching/match-boxes';
import { sampleMatches, sampleTogether } from './sample-matches';

describe('sampling', () => {
  const matches = Int32Array.from({ length: 100 }, (_, i) =>
    i < 30 ? i % 3 : i < 60 ? IGNORED : BACKGROUND,
  );
  const count = (sampled: Int32Array, wanted: (match: number) => boolean) =>
    [...sampled].filter((i) => wanted(matches[i])).length;

  it('samples foreground up to its share and fills up with background', () => {
    const sampled = sampleMatches(matches, { count: 40, foreground: 0.5 }, createRng(0));
    expect(new Set(sampled).size).toBe(40);
    expect(count(sampled, (match) => match >= 0)).toBe(20);
    expect(count(sampled, (match) => match === BACKGROUND)).toBe(20);
  });

  it('samples all candidates if there are too few, and never ignored ones', () => {
    const sampled = sampleMatches(matches, { count: 500, foreground: 0.5 }, createRng(0));
    expect([...sampled].sort((a, b) => a - b)).toEqual(
      [...matches.keys()].filter((i) => matches[i] !== IGNORED),
    );
  });

  it('if balanced, samples one candidate of every box before a second of any', () => {
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

  it('depends on the generator alone and does not advance it', () => {
    const rng = createRng(3);
    const draw = (seeded = rng) => [
      ...sampleMatches(matches, { count: 10, foreground: 0.25 }, seeded),
    ];
    expect(draw()).toEqual(draw());
    expect(draw(createRng(4))).not.toEqual(draw());
  });
});

describe('sampling with one draw', () => {
  const matches = Int32Array.of(0, IGNORED, 1, BACKGROUND, 1, BACKGROUND, IGNORED, BACKGROUND);
  const draw = (count: number, foreground: number, seed = 0) => [
    ...sampleTogether(matches, { count, foreground, balanced: true }, createRng(seed)),
  ];

  it('keeps the share and never samples ignored candidates', () => {
    const sampled = draw(4, 0.5);
    expect(sampled.slice(0, 2).map((i) => matches[i])).toEqual(expect.arrayContaining([0, 1]));
    expect(sampled.slice(2).every((i) => matches[i] === BACKGROUND)).toBe(true);
    expect(draw(99, 1).sort((a, b) => a - b)).toEqual([0, 2, 3, 4, 5, 7]);
  });

  it('samples nothing for a count of 0, and no foreground for a share of 0', () => {
    expect(draw(0, 0.5)).toEqual([]);
    expect(draw(9, 0).map((i) => matches[i])).toEqual([BACKGROUND, BACKGROUND, BACKGROUND]);
    expect([
      ...sampleTogether(new Int32Array(0), { count: 3, foreground: 1 }, createRng(0)),
    ]).toEqual([]);
  });
});
