import { poseAt } from '../testing/pose-at';
import { cocoPose } from './coco-annotation';

test('keypoints below the threshold are unlabelled and keep their confidence', () => {
  const pose = poseAt([0, 0, 10.004, 20], 1 / 3, 0.5);
  pose.keypoints[2] = 0.1;
  const annotation = cocoPose(pose, 7, 0.2);
  expect(annotation).toMatchObject({
    image_id: 7,
    category_id: 1,
    bbox: [0, 0, 10, 20],
    area: 200.08,
    iscrowd: 0,
    num_keypoints: 16,
    score: 0.3333,
  });
  expect(annotation.keypoints.slice(0, 6)).toEqual([0, 0, 0, 5, 10, 2]);
  expect(annotation.keypoints).toHaveLength(51);
  expect(annotation.keypoint_scores.slice(0, 2)).toEqual([0.1, 0.5]);
});

test('a confidence equal to the threshold is labelled', () => {
  expect(cocoPose(poseAt([0, 0, 1, 1], 1, 0.25), 1, 0.25).num_keypoints).toBe(17);
});
