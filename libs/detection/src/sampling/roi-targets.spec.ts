import { createRng } from '@turbo-hoi/core';
import { expectClose } from '@turbo-hoi/testing';
import { image, person, truthOf } from '../testing/annotations';
import { groundTruth } from '../matching/ground-truth';
import { ROI_SAMPLING, roiTargets } from './roi-targets';

describe('the targets of regions', () => {
  const truths = [truthOf(), truthOf([10, 10, 30, 30])];
  const proposals = [
    Float32Array.of(0, 0, 20, 20),
    Float32Array.of(12, 10, 32, 30, 40, 40, 60, 60, 5, 5, 5, 9),
  ];
  const targets = (options = {}) =>
    roiTargets(proposals, truths, { ...ROI_SAMPLING, ...options }, createRng(0));

  it('adds the annotated boxes and leaves out empty ones', () => {
    const { boxes, imageIndex, classes } = targets();
    expect([...imageIndex]).toEqual([0, 1, 1, 1]);
    expect([...classes].sort()).toEqual([0, 0, 1, 1]);
    expect(boxes).toHaveLength(16);
  });

  it('weights deltas as torchvision does', () => {
    const { boxes, deltas, classes } = targets();
    const row = [...classes.keys()].find((i) => classes[i] === 1 && boxes[4 * i] === 12)!;
    expectClose(deltas.subarray(4 * row, 4 * row + 4), [-1, 0, 0, 0]);
    const background = classes.indexOf(0);
    expect([...deltas.subarray(4 * background, 4 * background + 4)]).toEqual([0, 0, 0, 0]);
  });

  it('samples at most `count` proposals, a quarter of them foreground', () => {
    const { classes } = targets({ count: 2, foreground: 0.5 });
    // The first image has only background.
    expect([...classes]).toEqual([0, 1, 0]);
  });

  it('draws from all images together if pooled', () => {
    const pooled = targets({ count: 3, foreground: 0.7, pooled: true });
    // Two regions of the second image are foreground, and there is room for them.
    expect([...pooled.classes].filter((index) => index > 0)).toHaveLength(2);
    expect(pooled.classes).toHaveLength(3);
    expect([...pooled.imageIndex]).toEqual([...pooled.imageIndex].sort());
  });

  it('ignores proposals that lie mostly in a crowd box and overlap no other box', () => {
    const crowded = groundTruth(image({ people: [person(1, [0, 0, 30, 30], true)] }));
    const regions = Float32Array.of(2, 2, 12, 12, 40, 40, 60, 60);
    const { boxes, classes } = roiTargets([regions], [crowded], ROI_SAMPLING, createRng(0));
    expect([[...boxes], [...classes]]).toEqual([[40, 40, 60, 60], [0]]);
  });

  it('has no rows without proposals and annotated boxes', () => {
    for (const pooled of [false, true]) {
      const none = roiTargets(
        [new Float32Array(0)],
        [truthOf()],
        { ...ROI_SAMPLING, pooled },
        createRng(0),
      );
      expect([none.boxes.length, none.classes.length, none.deltas.length]).toEqual([0, 0, 0]);
    }
    expect(roiTargets([], [], ROI_SAMPLING, createRng(0)).classes).toHaveLength(0);
  });
});
