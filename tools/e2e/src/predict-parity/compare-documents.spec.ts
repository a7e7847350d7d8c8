import type { PhotoDocument } from '@turbo-hoi/inference';
import { compareDocuments } from './compare-documents';

type Detection = PhotoDocument['detections'][number];
type Interaction = NonNullable<PhotoDocument['stages'][number]['interactions']>[number];

const detection: Detection = {
  id: 0,
  image_id: 1,
  category_id: 1,
  bbox: [10, 20, 30, 40],
  score: 0.5,
};
const pose = { image_id: 1, category_id: 1 as const, keypoints: [1, 2, 0.5], score: 0.25 };
const kick: Interaction = {
  image_id: 1,
  person_id: 0,
  action: 'kick',
  role: 'obj',
  object_id: 2,
  score: 0.25,
  action_score: 0.5,
};
const run: Interaction = { ...kick, action: 'run', role: null, object_id: null };

const documentOf = (more: Partial<PhotoDocument> = {}): PhotoDocument => ({
  format: 'turbo-hoi prediction',
  version: 1,
  images: [{ id: 1, file_name: 'a.jpg', width: 64, height: 64 }],
  trained: [],
  categories: [],
  keypoint_names: ['nose'],
  detections: [detection],
  stages: [{ stage: 1, keypoints: [{ ...pose, detection_id: 0 }], interactions: [kick, run] }],
  detected_poses: [{ ...pose, bbox: [10, 20, 30, 40] }],
  ...more,
});
const differences = (more: Partial<PhotoDocument>) =>
  compareDocuments(documentOf(), documentOf(more));
const stagesWith = (interactions: Interaction[]) => ({
  stages: [{ ...documentOf().stages[0], interactions }],
});

test('a document equals itself, and one with interactions in another order', () => {
  expect(differences({})).toEqual({ boxes: 0, keypoints: 0, scores: 0 });
  expect(differences(stagesWith([run, kick]))).toEqual({ boxes: 0, keypoints: 0, scores: 0 });
});

test('measures the distance of edges, not of widths', () => {
  const moved = { ...detection, bbox: [12, 20, 28.5, 40] as Detection['bbox'] };
  expect(differences({ detections: [moved] }).boxes).toBe(2);
});

test('keypoints are compared in pixels, their confidences as scores', () => {
  const detected_poses = [{ ...pose, bbox: [10, 20, 30, 40], keypoints: [1, 5, 0.75] }];
  expect(differences({ detected_poses })).toEqual({ boxes: 0, keypoints: 3, scores: 0.25 });
});

test.each<[string, Partial<PhotoDocument>, keyof ReturnType<typeof differences>]>([
  ['another class', { detections: [{ ...detection, category_id: 2 }] }, 'boxes'],
  ['no detection', { detections: [] }, 'boxes'],
  ['no pose', { detected_poses: [] }, 'keypoints'],
  ['another object', stagesWith([{ ...kick, object_id: 3 }, run]), 'scores'],
  ['one interaction less', stagesWith([kick]), 'scores'],
])('%s has an infinite difference', (_, more, what) => {
  expect(differences(more)[what]).toBe(Infinity);
});
