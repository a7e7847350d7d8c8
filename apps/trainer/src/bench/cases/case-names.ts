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
  'published-vcoco',
  'published-interactnet',
  'published-gupta-malik',
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
