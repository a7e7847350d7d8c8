/** Constants of the distance between two poses, and the threshold of their elimination. */
export interface PoseDistanceOptions {
  /** δ1, scale of joints' confidences in the soft matching of joints. */
  readonly delta1: number;
  /** δ2, scale of joints' distances. */
  readonly delta2: number;
  /** μ, weight of distances against the matching. */
  readonly mu: number;
  /** Side of a joint's box in units of the person's longer side, the unit of distances; MVIG-SJTU/AlphaPose: .1. */
  readonly joint: number;
}

/** The poses of an image. */
export interface ImagePoses {
  /** [P,K,3] – x, y in pixels and confidence in 0..1. */
  readonly keypoints: Float32Array;
  /** Flat xyxy of the P people in pixels. */
  readonly boxes: Float32Array;
}

/** Numbers of a pose: K joints from `first` on, at three numbers each. */
export interface PoseAt {
  readonly keypoints: Float32Array;
  readonly first: number;
  readonly count: number;
}

/**
 * How alike two poses are (Fang et al. 2017, Sec. 3.3: soft matching of joints and their distances), 0 for no likeness, at most K · (1 + μ).
 *
 * Σ_k 1[d_k ≤ 1] · tanh(c_k/δ1) · tanh(c'_k/δ1) + μ · Σ_k exp(-d_k/δ2) with d_k the distance of joint k in units of `size`.
 *
 * @param size side of a joint's box in pixels; 0: only joints in the same place are near
 */
export function poseLikeness(
  a: PoseAt,
  b: PoseAt,
  size: number,
  { delta1, delta2, mu }: PoseDistanceOptions,
): number {
  let [matched, near] = [0, 0];
  for (let k = 0; k < a.count; k++) {
    const distance = jointDistance(a, b, k);
    const d = distance === 0 ? 0 : distance / size;
    if (d <= 1) {
      matched += Math.tanh(confidence(a, k) / delta1) * Math.tanh(confidence(b, k) / delta1);
    }
    near += Math.exp(-d / delta2);
  }
  return matched + mu * near;
}

/** Distance of joint k in pixels. */
export function jointDistance(a: PoseAt, b: PoseAt, k: number): number {
  const [i, j] = [a.first + 3 * k, b.first + 3 * k];
  return Math.hypot(a.keypoints[i] - b.keypoints[j], a.keypoints[i + 1] - b.keypoints[j + 1]);
}

function confidence({ keypoints, first }: PoseAt, k: number): number {
  return keypoints[first + 3 * k + 2];
}
