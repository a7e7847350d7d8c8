/** The keypoints of a person as a data set defines them. */
export interface KeypointLayout {
  /** Length K. */
  readonly names: readonly string[];
  /** `mirror[k]` is the index of keypoint k in a horizontally flipped image. */
  readonly mirror: readonly number[];
  /** Object keypoint similarity constants, one per keypoint (COCO's `kpt_oks_sigmas`). */
  readonly sigmas: readonly number[];
  /** Pairs of keypoint indices that a skeleton drawing connects. */
  readonly bones: readonly (readonly [number, number])[];
}

const NAMES = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
] as const;

type Name = (typeof NAMES)[number];

function mirrorName(name: Name): Name {
  const [side, part] = [
    name.startsWith('left_') ? 'right_' : 'left_',
    name.replace(/^(left|right)_/, ''),
  ];
  return part === name ? name : (`${side}${part}` as Name);
}

/** COCO's 17 person keypoints; sigmas as in pycocotools `Params.setKpParams`. */
export const COCO_KEYPOINTS: KeypointLayout = {
  names: NAMES,
  mirror: NAMES.map((name) => NAMES.indexOf(mirrorName(name))),
  sigmas: [
    0.026, 0.025, 0.025, 0.035, 0.035, 0.079, 0.079, 0.072, 0.072, 0.062, 0.062, 0.107, 0.107,
    0.087, 0.087, 0.089, 0.089,
  ],
  bones: [
    [15, 13],
    [13, 11],
    [16, 14],
    [14, 12],
    [11, 12],
    [5, 11],
    [6, 12],
    [5, 6],
    [5, 7],
    [6, 8],
    [7, 9],
    [8, 10],
    [1, 2],
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 5],
    [4, 6],
  ],
};
