import { createRng, type XyxyBox } from '@turbo-hoi/core';
import { expectClose } from '@turbo-hoi/testing';
import { anchorGrid, anchorShapes, gridAnchors } from '../anchors/anchors';
import { groundTruth } from '../matching/ground-truth';
import { image, person, truthOf } from '../testing/annotations';
import { RPN_SAMPLING, rpnTargets } from './rpn-targets';

const size = { width: 64, height: 64 };
const grids = [
  anchorGrid(anchorShapes([8], [1]), [16, 16], size),
  anchorGrid(anchorShapes([32], [1]), [4, 4], size),
];

describe('the targets of anchors', () => {
  const targets = (truths = [truthOf([4, 4, 12, 12], [16, 16, 50, 46])], options = {}) =>
    rpnTargets(grids, truths, { ...RPN_SAMPLING, ...options }, createRng(0));

  it('has the anchor on a box as foreground, with the deltas to the box', () => {
    const [fine, coarse] = targets();
    expect(fine.shape).toEqual([1, 16, 16, 1]);
    // The anchor of 8 pixels around (8, 8) is in cell (2, 2).
    expect([fine.labels[2 * 16 + 2], coarse.labels[2 * 4 + 2]]).toEqual([1, 1]);
    expect([...fine.deltas.subarray(4 * 34, 4 * 34 + 4)]).toEqual([0, 0, 0, 0]);
    const anchor = gridAnchors(grids).subarray(4 * (256 + 10), 4 * (256 + 11));
    expect([...anchor]).toEqual([16, 16, 48, 48]);
    expectClose(coarse.deltas.subarray(40, 44), [
      1 / 32,
      -1 / 32,
      Math.log(34 / 32),
      Math.log(30 / 32),
    ]);
  });

  it('gives sampled anchors equal weights, and the others 0', () => {
    const levels = targets(undefined, { count: 20 });
    const weights = levels.flatMap((level) => [...level.weights]);
    const chosen = weights.filter((weight) => weight > 0);
    expect(chosen).toHaveLength(20);
    chosen.forEach((weight) => expect(weight).toBeCloseTo(1 / 20, 6));
    levels.forEach(({ labels, weights: own, deltaWeights }) =>
      labels.forEach((label, i) => expect(deltaWeights[4 * i]).toBe(label * own[i])),
    );
  });

  it('if balanced, weights boxes equally, not anchors', () => {
    // One box on one anchor, one on several.
    const boxes: XyxyBox[] = [
      [4, 4, 12, 12],
      [30, 30, 44, 38],
    ];
    const options = { foreground: 0.4, balanced: true };
    const [fine] = targets([truthOf(...boxes)], options);
    const [plain] = targets([truthOf(...boxes)], { ...options, balanced: false });
    const weightOf = (level: typeof fine, left: boolean) =>
      level.weights.reduce(
        (sum, weight, i) => sum + (level.labels[i] === 1 && i % 16 < 5 === left ? weight : 0),
        0,
      );
    expect(weightOf(plain, false)).not.toBeCloseTo(weightOf(plain, true), 6);
    expect(weightOf(fine, false)).toBeCloseTo(weightOf(fine, true), 6);
    expect(weightOf(fine, false) + weightOf(fine, true)).toBeCloseTo(
      weightOf(plain, false) + weightOf(plain, true),
      6,
    );
  });

  it('never samples background anchors in a crowd box', () => {
    const truth = groundTruth(image({ people: [person(1, [0, 0, 64, 32], true)] }));
    const [fine] = targets([truth], { count: 1000 });
    const inside = (row: number) => fine.weights.subarray(16 * row + 1, 16 * row + 16);
    expect(inside(4).every((weight) => weight === 0)).toBe(true);
    expect(inside(12).every((weight) => weight > 0)).toBe(true);
  });

  it('keeps the images of a batch apart', () => {
    const [fine] = targets([truthOf(), truthOf([4, 4, 12, 12])]);
    expect(fine.labels[34]).toBe(0);
    expect(fine.labels[256 + 34]).toBe(1);
  });

  it('without boxes has only background', () => {
    expect(targets([truthOf()]).every(({ labels }) => labels.every((label) => label === 0))).toBe(
      true,
    );
  });
});
