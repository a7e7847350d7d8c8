import { pck } from './pck';

describe('pck', () => {
  // √area is 20, so that 0.1 of it is 2 pixels.
  const box = [0, 0, 10, 40] as const;

  it('counts by visibility, inclusive of the threshold, without unlabelled keypoints', () => {
    const truth = [5, 5, 2, 5, 5, 2, 5, 5, 1, 0, 0, 0];
    const predicted = [7, 5, 1, 7, 5.5, 1, 6, 6, 1, 0, 0, 1];
    expect(pck([{ box, truth, predicted }], 0.1)).toEqual({
      visible: { correct: 1, total: 2, pck: 50 },
      occluded: { correct: 1, total: 1, pck: 100 },
      all: { correct: 2, total: 3, pck: (100 * 2) / 3 },
    });
  });

  it('counts a NaN position as wrong', () => {
    expect(pck([{ box, truth: [5, 5, 2], predicted: [NaN, 5, 1] }]).visible.pck).toBe(0);
  });

  it('is null without labelled keypoints', () => {
    expect(pck([]).all).toEqual({ correct: 0, total: 0, pck: null });
  });
});
