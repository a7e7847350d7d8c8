import type { PersonTruth } from '../overlay/example-image';

/**
 * Mean distance of the joints to their annotations in percent of the person's height; null without annotated joints.
 */
export function jointError(
  keypoints: Float32Array | null,
  { box, keypoints: annotated }: PersonTruth,
): number | null {
  if (!keypoints || !annotated) return null;
  const height = box[3] - box[1];
  const errors: number[] = [];
  for (let at = 0; at + 2 < annotated.length; at += 3) {
    if (!(annotated[at + 2] > 0)) continue;
    const [dx, dy] = [keypoints[at] - annotated[at], keypoints[at + 1] - annotated[at + 1]];
    errors.push((100 * Math.hypot(dx, dy)) / height);
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return Number.isFinite(mean) ? mean : null;
}
