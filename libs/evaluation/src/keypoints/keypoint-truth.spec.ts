import { COCO_KEYPOINTS, type ImageAnnotations } from '@turbo-hoi/core';
import { keypointTruth } from './keypoint-truth';

describe('keypointTruth', () => {
  it('lists every person, those without keypoints with none labelled', () => {
    const keypoints = Float32Array.from({ length: 51 }, (_, i) => i);
    const person = { annotationId: 1, area: 70, interactions: null };
    const sample: ImageAnnotations = {
      imageId: 1,
      width: 100,
      height: 100,
      people: [
        { ...person, box: [1, 2, 3, 4], keypoints: null },
        { ...person, box: [5, 6, 7, 8], keypoints },
      ],
      objects: [],
    };
    const truth = keypointTruth(sample, COCO_KEYPOINTS);
    expect(truth.boxes).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(truth.areas).toEqual([70, 70]);
    expect(truth.keypoints).toEqual(Float32Array.from([...new Float32Array(51), ...keypoints]));
    expect(keypointTruth({ ...sample, people: [] }, COCO_KEYPOINTS).keypoints).toHaveLength(0);
  });
});
