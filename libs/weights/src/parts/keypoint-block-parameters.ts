import { applyRules, type NameRule } from '../maps/name-rules';

const RULES: readonly NameRule[] = [
  // Odd indices are the ReLUs in between.
  [
    /^roi_heads\.keypoint_head\.(\d+)\.(weight|bias)$/,
    (i, part) => `conv_fcn${Number(i) / 2 + 1}.${part}`,
  ],
  [/^roi_heads\.keypoint_predictor\.kps_score_lowres\.(weight|bias)$/, 'deconv.$1'],
];

/**
 * Extracts the keypoint head of an imported detector, with the names of a keypoint block whose transposed convolution
 * outputs the heatmaps (`outputKernel: 0` of `@turbo-hoi/pose-module`). Parameters without such a head are returned
 * unchanged.
 */
export function keypointBlockParameters<T>(file: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const head = [...file].flatMap(([name, value]): [string, T][] => {
    const own = applyRules(RULES, name);
    return own === null ? [] : [[own, value]];
  });
  return head.length > 0 ? new Map(head) : file;
}
