import { createRng, type Sample, type XyxyBox } from '@turbo-hoi/core';
import { person, proposalsOf, sampleOf } from '../testing/sample-fixture';
import { detectionRows } from './detection-rows';
import type { DetectionRows } from './training-batch';

const PERSON: XyxyBox = [0, 0, 8, 16];
const CUP: XyxyBox = [20, 0, 24, 4];
const EMPTY: XyxyBox = [40, 40, 50, 50];
const sample = sampleOf([person(PERSON)], [{ annotationId: 2, box: CUP, category: 1 }]);
const NOTHING = sampleOf([]);

describe('detectionRows', () => {
  it('labels proposals by the annotation they overlap, whatever their class', () => {
    const proposals = proposalsOf([PERSON, 2], [CUP, 0], [EMPTY, 1]);
    const rows = detectionRows([sample], [proposals], 10, createRng(0));
    const byLeft = new Map([0, 1, 2, 3, 4].map((row) => [rows.boxes[4 * row], rows.classes[row]]));
    expect(byLeft).toEqual(
      new Map([
        [0, 1],
        [20, 2],
        [40, 0],
      ]),
    );
    // Both annotated boxes are among the proposals.
    expect([...rows.valid]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    expect([...rows.deltas]).toEqual(Array(40).fill(0));
    expect([...rows.boxes.subarray(36)]).toEqual([0, 0, 1, 1]);
  });

  it('has annotated boxes that are not among the proposals', () => {
    const rows = detectionRows([sample], [proposalsOf()], 4, createRng(0));
    expect([...rows.classes].sort()).toEqual([0, 0, 1, 2]);
    expect([...rows.valid]).toEqual([1, 1, 0, 0]);
  });

  it('fills at most half of the rows with foreground', () => {
    const foreground = Array.from({ length: 10 }, () => [CUP, 1] as const);
    const background = Array.from({ length: 2 }, () => [EMPTY, -1] as const);
    const proposals = proposalsOf(...foreground, ...background);
    const rows = detectionRows([sample], [proposals], 8, createRng(0));
    expect([...rows.classes.subarray(0, 4)].sort()).toEqual([1, 2, 2, 2]);
    expect([...rows.classes.subarray(4)]).toEqual([0, 0, 0, 0]);
    expect([...rows.valid]).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
  });

  it('samples foreground up to the given share', () => {
    const foreground = Array.from({ length: 10 }, () => [CUP, 1] as const);
    const background = Array.from({ length: 10 }, () => [EMPTY, -1] as const);
    const proposals = proposalsOf(...foreground, ...background);
    const count = (share: number) =>
      detectionRows([sample], [proposals], 8, createRng(0), share).classes.filter((c) => c > 0)
        .length;
    expect([0, 0.25, 1].map(count)).toEqual([0, 2, 8]);
  });

  it('lists a person once who is the target of an action, too', () => {
    const target = { annotationId: 1, box: PERSON, category: 0 };
    const rows = detectionRows(
      [sampleOf([person(PERSON)], [target])],
      [proposalsOf()],
      4,
      createRng(0),
    );
    expect([...rows.valid, ...rows.classes]).toEqual([1, 0, 0, 0, 1, 0, 0, 0]);
  });

  it('takes a proposal of every box before a second of any', () => {
    const cups = Array.from({ length: 30 }, () => [CUP, 1] as const);
    const classes = [0, 1, 2, 3, 4].map(
      (seed) => detectionRows([sample], [proposalsOf(...cups)], 4, createRng(seed)).classes,
    );
    for (const [first, second] of classes) expect([first, second].sort()).toEqual([1, 2]);
  });

  it('fills the remaining rows with background', () => {
    const background = Array.from({ length: 9 }, () => [EMPTY, -1] as const);
    const rows = detectionRows([sample], [proposalsOf([CUP, 1], ...background)], 6, createRng(0));
    expect([...rows.valid]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('samples other proposals for another generator', () => {
    const proposals = proposalsOf(
      ...Array.from({ length: 20 }, (_, i) => [[40 + i, 40, 60 + i, 50] as XyxyBox, -1] as const),
    );
    const lefts = (seed: number) => detectionRows([NOTHING], [proposals], 4, createRng(seed)).boxes;
    expect(lefts(1)).toEqual(lefts(1));
    expect(lefts(1)).not.toEqual(lefts(2));
  });

  it('ignores proposals that are empty or not finite', () => {
    const proposals = proposalsOf([[0, 0, 0, 0], 0], [[NaN, 0, 1, 1], 0]);
    expect([...detectionRows([NOTHING], [proposals], 2, createRng(0)).valid]).toEqual([0, 0]);
  });

  describe('with a crowd', () => {
    const crowd: XyxyBox = [30, 0, 60, 16];
    const people = [person(crowd, { crowd: true })];
    const rowsOf = (objects: Sample['objects'], ...boxes: XyxyBox[]) =>
      detectionRows(
        [sampleOf(people, objects)],
        [proposalsOf(...boxes.map((box) => [box, -1] as const))],
        8,
        createRng(0),
      );
    const valid = (rows: DetectionRows) => rows.valid.reduce((sum, value) => sum + value, 0);

    it('uses a crowd neither as a person nor as background', () => {
      expect(valid(rowsOf([], crowd, [32, 2, 38, 14]))).toBe(0);
    });

    it('uses proposals with less than half inside the crowd as background', () => {
      expect(valid(rowsOf([], [25, 0, 35, 4]))).toBe(0);
      const rows = rowsOf([], [24.9, 0, 34.9, 4], [30, 20, 60, 30]);
      expect([valid(rows), ...rows.classes]).toEqual([2, ...Array(8).fill(0)]);
    });

    it('still matches people annotated inside it', () => {
      const inside: XyxyBox = [40, 2, 46, 14];
      const rows = rowsOf([{ annotationId: 3, box: inside, category: 0 }], inside);
      // As proposed and as annotated.
      expect([valid(rows), ...rows.classes.subarray(0, 2)]).toEqual([2, 1, 1]);
    });

    it('treats crowds of objects alike', () => {
      const books = { annotationId: 4, box: [0, 20, 40, 30] as const, category: 2, crowd: true };
      expect(valid(rowsOf([books], books.box, [3, 21, 8, 29]))).toBe(0);
    });
  });

  it('has only background without annotations', () => {
    const rows = detectionRows([sampleOf([])], [proposalsOf([CUP, 1])], 2, createRng(0));
    expect([...rows.valid, ...rows.classes]).toEqual([1, 0, 0, 0]);
  });
});
