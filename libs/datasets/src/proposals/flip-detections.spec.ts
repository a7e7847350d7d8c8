import { INFO, proposalsOf } from '../testing/sample-fixture';
import { flipDetections } from './flip-detections';

describe('flipDetections', () => {
  it('mirrors boxes and keeps their order, scores and classes', () => {
    const detections = proposalsOf([[1, 0, 3, 4], 0], [[4, 1, 8, 2], -1]);
    const flipped = flipDetections(detections, 8);
    expect([...flipped.boxes]).toEqual([5, 0, 7, 4, 0, 1, 4, 2]);
    expect([...flipped.classes]).toEqual([0, -1]);
    expect(flipped.scores).toEqual(detections.scores);
    expect(flipDetections(flipped, 8)).toEqual(detections);
  });

  it('swaps left and right joints of skeletons and keeps missing ones at zero', () => {
    const keypoints = Float32Array.of(2, 1, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    const detections = { ...proposalsOf([[1, 0, 3, 4], 0], [[4, 1, 8, 2], 1]), keypoints };
    const flipped = flipDetections(detections, 8, INFO.keypoints);
    expect([...flipped.keypoints!]).toEqual([0, 0, 0, 6, 1, 0.5, 0, 0, 0, 0, 0, 0]);
    expect(flipDetections(flipped, 8, INFO.keypoints)).toEqual(detections);
    expect(() => flipDetections(detections, 8)).toThrow(/skeletons without a layout/);
  });

  it('mirrors nothing', () => {
    expect(flipDetections(proposalsOf(), 8)).toEqual(proposalsOf());
  });
});
