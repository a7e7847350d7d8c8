import { applyRules, type NameRule } from '../maps/name-rules';

const RULES: readonly NameRule[] = [
  // The odd ones are the ReLUs between.
  [
    /^roi_heads\.keypoint_head\.(\d+)\.(weight|bias)$/,
    (i, part) => `conv_fcn${Number(i) / 2 + 1}.${part}`,
  ],
  [/^roi_heads\.keypoint_predictor\.kps_score_lowres\.(weight|bias)$/, 'deconv.$1'],
];

/**
 * The keypoint head of an imported detector, by the names of a keypoint block whose transposed convolution gives the heatmaps
 * (`outputKernel: 0` of `@turbo-hoi/pose-module`), without the rest of the detector. What has no such head stays as it is.
 */
export function keypointBlockParameters<T>(file: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const head = [...file].flatMap(([name, value]): [string, T][] => {
    const own = applyRules(RULES, name);
    return own === null ? [] : [[own, value]];
  });
  return head.length > 0 ? new Map(head) : file;
}
