import { encodeImage } from '@turbo-hoi/datasets/node';
import type { MatInput } from '@turbo-hoi/formats';

const PERSON = {
  id: 10,
  image_id: 1,
  category_id: 1,
  bbox: [10, 10, 40, 80],
  area: 2000,
  iscrowd: 0,
};
const CUP = { id: 11, image_id: 1, category_id: 47, bbox: [30, 30, 20, 20], area: 300, iscrowd: 0 };
const CROWD = { ...CUP, id: 12, iscrowd: 1 };

/** An image with a person who holds a cup. */
export const instances = () => ({
  images: [
    { id: 1, width: 200, height: 150, file_name: '1.jpg' },
    { id: 2, width: 200, height: 150, file_name: '2.jpg' },
  ],
  annotations: [PERSON, CUP, CROWD].map((annotation) => ({
    ...annotation,
    keypoints: Array(17).fill([20, 40, 2]).flat(),
    num_keypoints: 17,
  })),
  categories: [
    { id: 1, name: 'person' },
    { id: 47, name: 'cup' },
  ],
});

export const vcocoLabels = () =>
  [
    { action_name: 'hold', role_name: ['agent', 'obj'], role_object_id: [10, 11] },
    { action_name: 'stand', role_name: ['agent'], role_object_id: [10] },
  ].map((action) => ({ ...action, image_id: [1], ann_id: [10], label: [1], include: [] }));

export const cocoResults = () => [
  { image_id: 1, category_id: 1, bbox: [10, 10, 40, 80], score: 0.9 },
  { image_id: 1, category_id: 47, bbox: [30, 30, 20, 21], score: 0.5 },
];

export const poseResults = () => [
  { image_id: 1, category_id: 1, keypoints: Array(17).fill([20, 41, 1]).flat(), score: 0.9 },
];

const matrix = (...rows: number[][]): MatInput => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  data: Float64Array.from(rows.flat()),
});
const box = (x1: number, y1: number, x2: number, y2: number): MatInput => ({
  struct: [{ x1: matrix([x1]), x2: matrix([x2]), y1: matrix([y1]), y2: matrix([y2]) }],
});

/** `anno_bbox.mat` of two HOIs and two images. */
export function hicoVariables(): Record<string, MatInput> {
  const pair = {
    id: matrix([1]),
    bboxhuman: box(11, 11, 50, 90),
    bboxobject: box(31, 31, 50, 50),
    connection: matrix([1, 1]),
    invis: matrix([0]),
  };
  const size: MatInput = { struct: [{ width: matrix([200]), height: matrix([150]) }] };
  const split: MatInput = {
    struct: [
      { filename: '1.jpg', size, hoi: { struct: [pair, { ...pair, invis: matrix([1]) }] } },
      { filename: '2.jpg', size, hoi: matrix() },
    ],
  };
  const action = (nname: string, vname: string) => ({ nname, vname });
  return {
    bbox_train: split,
    bbox_test: split,
    list_action: { struct: [action('cup', 'hold'), action('horse', 'ride')] },
  };
}

export const HICO_PAIR = [10, 10, 49, 89, 30, 30, 49, 49, 0.8];

/** Cells {HOI × image}. */
export const hicoCells = (): MatInput => ({
  cell: [matrix(HICO_PAIR), matrix(), matrix(HICO_PAIR, HICO_PAIR), matrix()],
  shape: [2, 2],
});

/** A split in the format of fredzzhang/hicodet. */
export const hicodetSplit = () => ({
  annotation: [
    { boxes_h: [[11, 11, 50, 90]], boxes_o: [[31, 31, 50, 50]], hoi: [0], object: [0], verb: [0] },
    { boxes_h: [], boxes_o: [], hoi: [], object: [], verb: [] },
  ],
  filenames: ['1.jpg', '2.jpg'],
  empty: [1],
  objects: ['cup', 'horse'],
  verbs: ['hold', 'ride'],
  correspondence: [
    [0, 0, 0],
    [1, 1, 1],
  ],
  size: [
    [200, 150],
    [200, 150],
  ],
  rare: [1],
  non_rare: [0],
});

/** A split in the format of PPDM and QPIC. */
export const hoiaSplit = () => [
  {
    file_name: '1.jpg',
    annotations: [
      { bbox: [10, 10, 49, 89], category_id: 1 },
      { bbox: [30, 30, 49, 49], category_id: 47 },
    ],
    hoi_annotation: [{ subject_id: 0, object_id: 1, category_id: 37, hoi_category_id: 1 }],
  },
  { file_name: '2.jpg', annotations: [], hoi_annotation: [] },
];

/** The same format with scores. */
export const hoiaResults = () => [
  {
    file_name: '1.jpg',
    predictions: hoiaSplit()[0].annotations,
    hoi_prediction: [{ subject_id: 0, object_id: 1, category_id: 37, score: 0.5 }],
  },
];

/** A data set in turbo-hoi's own format with one image, `image.png`. */
export const customSet = () => ({
  format: 'turbo-hoi dataset',
  version: 1,
  name: 'kitchen',
  actions: [
    { name: 'cut', roles: ['obj', 'instr'] },
    { name: 'stand', roles: [] },
  ],
  objectClasses: ['person', 'bread'],
  keypoints: { names: ['left hand', 'right hand'], mirror: [['left hand', 'right hand']] },
  images: [
    {
      file: 'image.png',
      split: 'train',
      people: [
        {
          box: [1, 2, 20, 30],
          keypoints: [3, 4, 2, 5, 6, 1],
          interactions: [{ action: 'cut', role: 'obj', object: 0 }, { action: 'stand' }],
        },
      ],
      objects: [{ box: [4, 4, 9, 9], class: 'bread' }],
    },
  ],
});

export function imageFile(format: 'png' | 'jpeg', width = 48, height = 40): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * i) >> 3);
  return encodeImage({ width, height, data }, format);
}
