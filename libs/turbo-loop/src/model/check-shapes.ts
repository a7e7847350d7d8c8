import {
  ACTION_LOGITS,
  creatorOf,
  type FeatureMap,
  type HoiFeatures,
  type ImageBatch,
  type InitialPose,
  messageWidth,
  type ObjectBranch,
  type ObjectFeatures,
  type PoseAwareHoi,
  type PoseFeatures,
  type RoiMap,
  type Stem,
} from '@turbo-hoi/core';
import { assertShape } from '@turbo-hoi/nn';

/**
 * @throws TurboHoiError `shape` if a stem's map lacks the declared channels, or the declared stride for images that it
 * divides
 */
export function checkMap(
  map: FeatureMap,
  { shape: [batch, height, width] }: ImageBatch,
  stem: Stem,
): void {
  const { channels, stride } = stem;
  const cells = (side: number, letter: string) => (side % stride === 0 ? side / stride : letter);
  assertShape(
    map,
    [batch, cells(height, 'h'), cells(width, 'w'), channels],
    `stem${creatorOf(stem)}: features`,
  );
}

/** @throws TurboHoiError `shape` if a pose module's features lack the shapes that it declares */
export function checkPose(
  { mid, logits, coarse, joints, points }: PoseFeatures,
  { channels, heatmapSide }: Pick<InitialPose, 'channels' | 'heatmapSide'>,
  { shape: [rois, side] }: RoiMap,
  keypoints: number,
  module: string,
): void {
  assertShape(mid, [rois, side, side, channels], `${module}: mid`);
  assertShape(logits, [rois, heatmapSide, heatmapSide, keypoints], `${module}: logits`);
  assertShape(coarse, [rois, side, side, keypoints], `${module}: coarse`);
  assertShape(joints, [rois, 3 * keypoints], `${module}: joints`);
  if (points) assertShape(points, [rois, 3 * keypoints], `${module}: points`);
}

/** @throws TurboHoiError `shape` if an HOI module's features lack the shapes that it declares */
export function checkHoi(
  { mid, out, message, pairs }: HoiFeatures,
  declared: Pick<PoseAwareHoi, 'width' | 'outputs'>,
  { shape: [rois] }: RoiMap,
  /** P; null if the module received no pairs. */
  rows: number | null,
  module: string,
): void {
  assertShape(mid, [rois, declared.width], `${module}: mid`);
  for (const { name, width } of declared.outputs) {
    assertShape(out[name], [rois, width], `${module}: out.${name}`);
  }
  const actions = declared.outputs.find(({ name }) => name === ACTION_LOGITS)?.width;
  for (const [name, part] of Object.entries(pairs ?? {})) {
    const columns = name === ACTION_LOGITS ? actions : undefined;
    assertShape(part, [rows ?? 'P', columns ?? 'n'], `${module}: pairs.${name}`);
  }
  assertShape(message, [rois, messageWidth(declared)], `${module}: message`);
}

/** @throws TurboHoiError `shape` if an object branch does not return one row per region and class */
export function checkObjects(
  { classLogits, deltas }: ObjectFeatures,
  branch: ObjectBranch,
  regions: number,
  classes: number,
): void {
  const module = `objectBranch${creatorOf(branch)}`;
  assertShape(classLogits, [regions, 1 + classes], `${module}: classLogits`);
  assertShape(deltas, [regions, 4 * classes], `${module}: deltas`);
}
