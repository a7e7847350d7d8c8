/** The networks of the paper's comparisons on V-COCO, at their size. */
export const PUBLISHED_CONFIGS = [
  'published-vcoco',
  'published-vcoco-turbo-1',
  'published-vcoco-turbo-2',
  'published-vcoco-hoi-only',
  'published-vcoco-pose-only',
  'published-vcoco-multi-task',
  'published-interactnet',
  'published-gupta-malik',
  'published-mask-rcnn',
] as const;

/** Names of what `bench` times; apart from the cases, since help lists them without loading any. */
export const CASE_NAMES = [
  'default',
  'default-inference',
  'layout',
  'layout-inference',
  'published',
  'published-inference',
  'published-r50',
  'published-r50-inference',
  'published-r101',
  'published-r101-inference',
  ...PUBLISHED_CONFIGS,
  'photo',
  'keypoint-ap',
  'box-ap',
  'layout-ap',
] as const;

export type CaseName = (typeof CASE_NAMES)[number];

/** Those that take seconds. */
export const QUICK_CASES: readonly CaseName[] = [
  'default',
  'default-inference',
  'layout',
  'layout-inference',
];
