import { proposalsOf } from '../testing/sample-fixture';
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

  it('mirrors nothing', () => {
    expect(flipDetections(proposalsOf(), 8)).toEqual(proposalsOf());
  });
});
