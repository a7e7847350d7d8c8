import { actionVocabulary, COCO_KEYPOINTS, type DatasetInfo } from '@turbo-hoi/core';
import { customSchema } from '@turbo-hoi/datasets';
import type { PhotoPrediction, PhotoTriplet } from '../photo/photo-prediction';
import { CocoExport } from './coco-export';
import { draftDataset, draftImage } from './draft-dataset';
import { annotatedKeypoints, personKeypoints } from './person-keypoints';
import { csvLine, TRIPLET_COLUMNS, tripletRows } from './triplet-table';

const info: DatasetInfo = {
  name: 'kitchen',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'cut', roles: ['obj', 'instr'] },
    { name: 'look', roles: ['obj'] },
  ]),
  keypoints: {
    names: ['head', 'left_hand', 'right_hand'],
    mirror: [0, 2, 1],
    sigmas: [0.1, 0.1, 0.1],
    bones: [[0, 1]],
  },
  objectClasses: ['person', 'cake', 'knife'],
};

const triplet = (
  action: string,
  role: string | null,
  object: number | null,
  rank: number,
  person = 0,
): PhotoTriplet => ({ person, action, role, object, score: rank / 2, actionScore: 0.75, rank });

const triplets = [
  triplet('cut', 'instr', 3, 0.9),
  triplet('stand', null, null, 0.8),
  triplet('cut', 'obj', null, 0.7),
  triplet('look', 'obj', 1, 0.6),
  triplet('look', 'obj', 2, 0.1),
];
// The second person's box leaves the photo.
const keypoints = Float32Array.of(10, 10, 0.8, 20, 15, 0.1, 50, 5, 0.7);
const prediction = {
  width: 40,
  height: 30,
  detections: [
    { box: [1, 2, 21, 28], label: 'person', score: 0.9 },
    { box: [30, -4, 45, 30], label: 'person', score: 0.8 },
    { box: [5, 5, 8, 8], label: 'cake', score: 0.5 },
    { box: [6, 6, 9, 7], label: 'knife', score: 0.25 },
  ],
  stages: [{ stage: 0, poses: [{ person: 0, keypoints, score: 0.5 }], triplets }],
  poses: [],
  triplets,
  raw: { imageId: 7, people: Int32Array.of(0, 1) },
} as unknown as PhotoPrediction;

describe('keypoints of people', () => {
  it("are the stage's, without a pose detector", () => {
    const { layout, byPerson } = personKeypoints(prediction, info.keypoints, { stage: 0 });
    expect(layout).toBe(info.keypoints);
    expect([...byPerson]).toEqual([[0, keypoints]]);
    expect(personKeypoints(prediction, info.keypoints, {}).byPerson.size).toBe(0);
  });

  it('belong to the person of largest IoU, each to one', () => {
    const pose = (box: readonly [number, number, number, number], score: number) => ({
      box,
      score,
      keypoints: Float32Array.of(score),
    });
    const poses = [
      pose([1, 2, 21, 28], 0.5),
      pose([1, 2, 21, 27], 0.75),
      pose([0, 0, 2, 2], 1),
      pose([30, 0, 40, 30], 0.25),
    ];
    const { layout, byPerson } = personKeypoints(prediction, info.keypoints, { poses });
    expect(layout).toBe(COCO_KEYPOINTS);
    expect([...byPerson].map(([person, [score]]) => [person, score])).toEqual([
      [0, 0.75],
      [1, 0.25],
    ]);
  });

  it('become annotations where they are clear and inside the image', () => {
    expect(annotatedKeypoints(keypoints, prediction)).toEqual([10, 10, 2, 0, 0, 0, 0, 0, 0]);
    expect(annotatedKeypoints(Float32Array.of(NaN, 1, 1, 2, 2, 0), prediction)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });
});

describe('a table of triplets', () => {
  it('has names, ids, classes and boxes of person and object', () => {
    const [first, second] = tripletRows(prediction, 'a.jpg');
    expect(Object.fromEntries(TRIPLET_COLUMNS.map((name, i) => [name, first[i]]))).toEqual({
      file: 'a.jpg',
      person_id: 0,
      person: 'person 1',
      person_score: 0.9,
      person_x: 1,
      person_y: 2,
      person_width: 20,
      person_height: 26,
      action: 'cut',
      role: 'instr',
      object_id: 3,
      object: 'knife 1',
      object_class: 'knife',
      object_score: 0.25,
      object_x: 6,
      object_y: 6,
      object_width: 3,
      object_height: 1,
      score: 0.45,
      action_score: 0.75,
      rank: 0.9,
    });
    expect(second).toHaveLength(TRIPLET_COLUMNS.length);
    expect(second.filter((cell) => cell === null)).toHaveLength(9);
  });

  it('is written by RFC 4180', () => {
    expect(csvLine(['a, "b".jpg', 0, null, 'c\nd'])).toBe('"a, ""b"".jpg",0,,"c\nd"\r\n');
  });
});

test('detections and keypoints of all photos in the layout of COCO', () => {
  const coco = new CocoExport({ info, stage: 0 });
  coco.add('a.jpg', prediction, undefined);
  coco.add('b.jpg', { ...prediction, detections: prediction.detections.slice(0, 1) }, undefined);
  const { images, annotations, categories } = coco.document();
  expect(images.map(({ file_name }) => file_name)).toEqual(['a.jpg', 'b.jpg']);
  expect(annotations.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  expect(annotations[0]).toEqual({
    id: 1,
    image_id: 7,
    category_id: 1,
    bbox: [1, 2, 20, 26],
    area: 520,
    iscrowd: 0,
    score: 0.9,
    keypoints: [10, 10, 2, 0, 0, 0, 0, 0, 0],
    num_keypoints: 1,
  });
  expect(annotations[2]).not.toHaveProperty('keypoints');
  expect(categories).toEqual([
    { id: 1, name: 'person', keypoints: info.keypoints.names, skeleton: [[1, 2]] },
    { id: 61, name: 'cake' },
    { id: 49, name: 'knife' },
  ]);
});

describe('a draft of a data set', () => {
  const options = { info, name: 'draft', stage: 0 };
  const draft = () => draftImage('images/a.jpg', prediction, undefined, options);

  it('has boxes inside the image, actions above the minimum and a person who is a target twice', () => {
    expect(draft()).toEqual({
      file: 'images/a.jpg',
      width: 40,
      height: 30,
      people: [
        {
          box: [1, 2, 21, 28],
          keypoints: [10, 10, 2, 0, 0, 0, 0, 0, 0],
          interactions: [
            { action: 'cut', role: 'instr', object: 2 },
            { action: 'stand' },
            { action: 'look', role: 'obj', object: 0 },
          ],
        },
        { box: [30, 0, 40, 30] },
      ],
      objects: [
        { class: 'person', box: [30, 0, 40, 30] },
        { class: 'cake', box: [5, 5, 8, 8] },
        { class: 'knife', box: [6, 6, 9, 7] },
      ],
    });
  });

  it('is a document of the format of custom data sets', () => {
    const document = draftDataset([draft(), { ...draft(), file: 'b.jpg' }], options, false);
    const { keypoints, images } = customSchema.parse(document);
    expect(keypoints).toEqual({
      names: ['head', 'left_hand', 'right_hand'],
      mirror: [['left_hand', 'right_hand']],
      sigmas: [0.1, 0.1, 0.1],
      bones: [['head', 'left_hand']],
    });
    expect(images.map(({ split }) => split)).toEqual(['train', 'test']);
  });

  it('of a predictor without actions has the vocabulary of V-COCO and unannotated actions', () => {
    const bare = { info: { ...info, actions: actionVocabulary([]) }, name: 'draft' };
    const image = draftImage('a.jpg', prediction, undefined, bare);
    expect(image.people.map(({ interactions }) => interactions)).toEqual([undefined, undefined]);
    const { actions, keypoints } = customSchema.parse(draftDataset([image], bare, false));
    expect(actions).toHaveLength(26);
    expect(keypoints).toBeNull();
  });

  it('names a pose detector\'s keypoints "coco"', () => {
    const box = prediction.detections[0].box;
    const poses = [{ box, score: 1, keypoints: new Float32Array(51).fill(1) }];
    const image = draftImage('a.jpg', prediction, poses, options);
    expect(image.people[0].keypoints).toHaveLength(51);
    expect(draftDataset([image], options, true)).toMatchObject({ keypoints: 'coco' });
  });
});
