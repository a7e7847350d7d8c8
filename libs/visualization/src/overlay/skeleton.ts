import { type KeypointLayout, TurboHoiError } from '@turbo-hoi/core';
import { ON_IMAGE } from '../charts/palette';
import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';

/** Certainty of a joint: doubtful ones are drawn faint, hidden ones as a ring. */
export type JointState = 'clear' | 'doubtful' | 'hidden' | 'absent';

export interface Joint {
  readonly x: number;
  readonly y: number;
  readonly state: JointState;
}

const OPACITY: Readonly<Record<JointState, number>> = {
  clear: 1,
  doubtful: 0.38,
  hidden: 0.7,
  absent: 0,
};

/**
 * Joints of a prediction (x, y, score).
 *
 * A joint is doubtful below a quarter of the person's best score: the scale of heatmap peaks differs
 * between models, but their ratios within a person hardly do.
 */
export function predictedJoints(keypoints: Float32Array): Joint[] {
  const joints = triples(keypoints);
  const best = Math.max(0, ...joints.map(([, , score]) => score).filter(Number.isFinite));
  return joints.map(([x, y, score]) => {
    if (!Number.isFinite(x + y)) return { x, y, state: 'absent' };
    return { x, y, state: score >= best / 4 ? 'clear' : 'doubtful' };
  });
}

/** Joints of an annotation (x, y, COCO's v). */
export function annotatedJoints(keypoints: Float32Array): Joint[] {
  return triples(keypoints).map(([x, y, v]) => {
    if (!(v > 0) || !Number.isFinite(x + y)) return { x, y, state: 'absent' };
    return { x, y, state: v >= 2 ? 'clear' : 'hidden' };
  });
}

/**
 * Bones and joints; left and right in different colors.
 *
 * @param unit a line's width in pixels of the image
 * @throws TurboHoiError `shape` if there are more joints than the layout has keypoints
 */
export function skeleton(joints: readonly Joint[], layout: KeypointLayout, unit: number): Markup {
  if (joints.length > layout.names.length) {
    throw new TurboHoiError(
      'shape',
      `skeleton: got ${joints.length} joints; expected at most ${layout.names.length}, as the layout names. ` +
        `Pass 3 · K numbers per person.`,
    );
  }
  const bones = layout.bones.filter((bone) => bone.every((k) => isDrawn(joints[k])));
  const drawn = joints.flatMap((joint, k) => (isDrawn(joint) ? [{ ...joint, k }] : []));
  const path = ([from, to]: readonly [number, number]) =>
    `M${point(joints[from])}L${point(joints[to])}`;
  return markup`<g fill="none" stroke-linecap="round">
<path d="${bones.map(path).join('')}" stroke="${ON_IMAGE.halo}" stroke-opacity="0.5" stroke-width="${coordinate(2.4 * unit)}"/>
${bones.map(
  ([from, to]) =>
    markup`<path d="${path([from, to])}" stroke="${boneColor(layout, from, to)}" stroke-opacity="${Math.min(OPACITY[joints[from].state], OPACITY[joints[to].state])}" stroke-width="${coordinate(1.3 * unit)}"/>`,
)}
${drawn.map((joint) => jointDot(joint, sideColor(layout, joint.k), unit))}</g>`;
}

function jointDot({ x, y, state }: Joint, color: string, unit: number): Markup {
  const place = markup`cx="${coordinate(x)}" cy="${coordinate(y)}"`;
  if (state === 'hidden') {
    return markup`<circle ${place} r="${coordinate(1.4 * unit)}" fill="${ON_IMAGE.halo}" stroke="${color}" stroke-width="${coordinate(0.7 * unit)}"/>`;
  }
  return markup`<circle ${place} r="${coordinate(1.5 * unit)}" fill="${color}" fill-opacity="${OPACITY[state]}" stroke="${ON_IMAGE.halo}" stroke-opacity="${OPACITY[state]}" stroke-width="${coordinate(0.4 * unit)}"/>`;
}

function isDrawn(joint: Joint | undefined): boolean {
  return joint !== undefined && joint.state !== 'absent';
}

function boneColor(layout: KeypointLayout, from: number, to: number): string {
  const [a, b] = [sideColor(layout, from), sideColor(layout, to)];
  return a === b ? a : ON_IMAGE.middle;
}

function sideColor({ names }: KeypointLayout, k: number): string {
  if (names[k].startsWith('left_')) return ON_IMAGE.left;
  return names[k].startsWith('right_') ? ON_IMAGE.right : ON_IMAGE.middle;
}

function point({ x, y }: Joint): string {
  return `${coordinate(x)} ${coordinate(y)}`;
}

function triples(keypoints: Float32Array): [number, number, number][] {
  const count = Math.floor(keypoints.length / 3);
  return Array.from({ length: count }, (_, k) => [
    keypoints[3 * k],
    keypoints[3 * k + 1],
    keypoints[3 * k + 2],
  ]);
}
