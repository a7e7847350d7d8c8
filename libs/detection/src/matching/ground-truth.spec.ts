import { annotatedBoxes, groundTruth } from './ground-truth';
import { image, person } from '../testing/annotations';

describe('ground truth', () => {
  it('lists a person once who is also the object of an interaction', () => {
    const people = [person(7, [0, 0, 10, 10])];
    const objects = [
      { annotationId: 7, box: [0, 0, 10, 10] as const, category: 0 },
      { annotationId: 8, box: [5, 5, 9, 9] as const, category: 0 },
      { annotationId: 7, box: [1, 1, 4, 4] as const, category: 3 },
    ];
    expect([...groundTruth(image({ people, objects })).classes]).toEqual([0, 0, 3]);
  });

  it('separates crowds and leaves out empty boxes', () => {
    const people = [person(1, [0, 0, 10, 10], true), person(2, [5, 5, 5, 9])];
    const { boxes, crowds } = groundTruth(image({ people }));
    expect([boxes.length, [...crowds]]).toEqual([0, [0, 0, 10, 10]]);
    expect(annotatedBoxes(image({ people }))).toEqual([
      { box: [0, 0, 10, 10], category: 0, crowd: true },
    ]);
  });
});
