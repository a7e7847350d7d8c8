import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeMat, type MatInput } from '@turbo-hoi/formats';

/** A folder for a test file's files, removed at its end. */
export function scratchFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'turbo-hoi-evaluation-')));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    /** The path of a file; with an empty name the folder itself with a trailing slash. */
    path: (name: string) => (name === '' ? `${folder}/` : join(folder, name)),
    /** Writes text and bytes unchanged, anything else as JSON. */
    write(name: string, content: unknown): string {
      const isRaw = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(join(folder, name), isRaw ? content : JSON.stringify(content));
      return join(folder, name);
    },
  };
}

const PERSON = {
  id: 10,
  image_id: 1,
  category_id: 1,
  bbox: [10, 10, 40, 80],
  area: 2000,
  iscrowd: 0,
};
const CUP = { id: 11, image_id: 1, category_id: 47, bbox: [30, 30, 20, 20], area: 300, iscrowd: 0 };

/** One image with a person who holds a cup while standing. */
export const smallInstances = () => ({
  images: [{ id: 1, width: 200, height: 150 }],
  annotations: [{ ...PERSON }, { ...CUP }],
  categories: [
    { id: 1, name: 'person' },
    { id: 47, name: 'cup' },
  ],
});

export const smallLabels = () =>
  [
    { action_name: 'hold', role_name: ['agent', 'obj'], role_object_id: [10, 11] },
    { action_name: 'stand', role_name: ['agent'], role_object_id: [10] },
  ].map((action) => ({ ...action, image_id: [1], ann_id: [10], label: [1], include: [] }));

/** Detections that equal the ground truth. */
export const smallDetection = (): Record<string, unknown> => ({
  image_id: 1,
  person_box: [10, 10, 49, 89],
  hold_agent: 0.9,
  hold_obj: [30, 30, 49, 49, 0.8],
  stand_agent: 0.7,
});

export const smallKeypoints = () => ({
  ...smallInstances(),
  annotations: [{ ...PERSON, keypoints: Array(17).fill([20, 40, 2]).flat(), num_keypoints: 17 }],
});

export const smallPose = () => ({
  image_id: 1,
  category_id: 1,
  score: 0.5,
  keypoints: Array(17).fill([20, 40, 1]).flat() as number[],
});

const matrix = (...rows: number[][]): MatInput => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  data: Float64Array.from(rows.flat()),
});
const corners = ([x1, y1, x2, y2]: number[]): MatInput => ({
  struct: [{ x1: matrix([x1]), x2: matrix([x2]), y1: matrix([y1]), y2: matrix([y2]) }],
});

/** `anno_bbox.mat` of two HOIs and two images; the first image shows HOI 1. */
export function smallHico(): Uint8Array {
  const hoi: MatInput = {
    struct: [
      {
        id: matrix([1]),
        bboxhuman: corners([11, 11, 50, 90]),
        bboxobject: corners([31, 31, 50, 50]),
        connection: matrix([1, 1]),
        invis: matrix([0]),
      },
    ],
  };
  const image = (filename: string, own: MatInput): Record<string, MatInput> => ({
    filename,
    size: { struct: [{ width: matrix([200]), height: matrix([150]) }] },
    hoi: own,
  });
  const split: MatInput = { struct: [image('1.jpg', hoi), image('2.jpg', matrix())] };
  return encodeMat({
    bbox_train: split,
    bbox_test: split,
    list_action: {
      struct: [
        { nname: 'cup', vname: 'hold' },
        { nname: 'horse', vname: 'ride' },
      ],
    },
  });
}

export const EXACT_PAIR = [10, 10, 49, 89, 30, 30, 49, 49, 0.8];

/** Cells {HOI × image} of two HOIs and two images, column by column. */
export const smallHicoDetections = (...cells: number[][][]): Uint8Array =>
  encodeMat({ all_boxes: { cell: cells.map((rows) => matrix(...rows)), shape: [2, 2] } });
