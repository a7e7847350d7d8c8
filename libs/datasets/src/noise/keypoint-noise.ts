import type { KeypointLayout, Rng, XyxyBox } from '@turbo-hoi/core';
import { annotatedRelative, jointRelatives } from './joint-relatives';
import type { DetectionNoise } from './noise-schema';

/** The share of a box's area that a person covers: COCO's areas are those of outlines. */
const COVERED = 0.53;

const GROUPS = [/shoulder|elbow|wrist/, /hip|knee|ankle/, /eye|ear/];

/** Errors of a pose detector on annotated keypoints. */
export class KeypointNoise {
  private readonly swaps: readonly (readonly (readonly [number, number])[])[];
  private readonly relatives: readonly (readonly number[])[];

  constructor(
    private readonly rates: DetectionNoise['keypoints'],
    private readonly layout: KeypointLayout,
  ) {
    this.swaps = swapGroups(layout);
    this.relatives = jointRelatives(layout);
  }

  /**
   * Writes x, y and confidence of each joint to `out` from `at` on; missing joints stay zero, as all do of a person without annotated ones.
   *
   * @param keypoints annotated, x, y, v
   * @param factor on all rates
   */
  write(
    keypoints: Float32Array,
    box: XyxyBox,
    factor: number,
    rng: Rng,
    out: Float32Array,
    at: number,
  ): void {
    const { level, levelSpread, hiddenFactor, gross, drop, lost, swap, confidence } = this.rates;
    const { hiddenDrop = drop } = this.rates;
    const { sigmas } = this.layout;
    const [x1, y1, x2, y2] = box;
    const [w, h] = [x2 - x1, y2 - y1];
    const scale =
      2 * level * factor * Math.exp(rng.normal(0, levelSpread)) * Math.sqrt(COVERED * w * h);
    const isLost = rng.chance(lost * factor);
    for (let k = 0; k < sigmas.length; k++) {
      const visibility = keypoints[3 * k + 2];
      if (visibility <= 0) continue;
      const to = at + 3 * k;
      const isHidden = visibility < 2;
      const deviation = scale * sigmas[k] * (isHidden ? hiddenFactor : 1);
      const isGross = rng.chance(gross * factor);
      out[to] = isGross ? rng.uniform(x1, x2) : keypoints[3 * k] + rng.normal(0, deviation);
      out[to + 1] = isGross ? rng.uniform(y1, y2) : keypoints[3 * k + 1] + rng.normal(0, deviation);
      const [mean, sd] = isGross
        ? confidence.gross
        : isHidden
          ? confidence.hidden
          : confidence.visible;
      out[to + 2] = sigmoid(rng.normal(mean, sd));
      if (isLost || rng.chance((isHidden ? hiddenDrop : drop) * factor)) out.fill(0, to, to + 3);
    }
    if (!isLost) this.writeUnlabelled(keypoints, Math.sqrt(COVERED * w * h), factor, rng, out, at);
    for (const group of this.swaps) {
      if (rng.chance(swap * factor)) for (const [a, b] of group) swapJoints(out, at, a, b);
    }
  }

  /** Joints without an annotation: a detector guesses them, mostly near the next ones of the body. */
  private writeUnlabelled(
    keypoints: Float32Array,
    scale: number,
    factor: number,
    rng: Rng,
    out: Float32Array,
    at: number,
  ): void {
    const { unlabelled } = this.rates;
    if (!unlabelled) return;
    this.layout.names.forEach((name, k) => {
      const from = keypoints[3 * k + 2] > 0 ? -1 : annotatedRelative(this.relatives[k], keypoints);
      if (from < 0 || !rng.chance(factor * (unlabelled.rate[name] ?? 0))) return;
      const deviation = scale * (unlabelled.spread[name] ?? 0);
      const [x, y] = [0, 1].map((axis) => keypoints[3 * from + axis] + rng.normal(0, deviation));
      out.set([x, y, sigmoid(rng.normal(...unlabelled.confidence))], at + 3 * k);
    });
  }
}

export const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

/** Pairs of left and right joints that a detector swaps together: of the arms, the legs, the head; others one by one. */
function swapGroups({ names, mirror }: KeypointLayout): (readonly (readonly [number, number])[])[] {
  const pairs = mirror.flatMap((other, k) => (k < other ? [[k, other] as const] : []));
  const grouped = GROUPS.map((group) => pairs.filter(([k]) => group.test(names[k])));
  const rest = pairs.filter(([k]) => !GROUPS.some((group) => group.test(names[k])));
  return [...grouped, ...rest.map((pair) => [pair])].filter((group) => group.length > 0);
}

function swapJoints(out: Float32Array, at: number, a: number, b: number): void {
  for (let i = 0; i < 3; i++) {
    const [from, to] = [at + 3 * a + i, at + 3 * b + i];
    [out[from], out[to]] = [out[to], out[from]];
  }
}
