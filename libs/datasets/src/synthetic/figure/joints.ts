import type { Vec } from '../geometry/vec';

/** The figure's own side: it faces the viewer, so its left is on the image's right. */
export type Side = 'left' | 'right';
export type Limb = `${Side}_${'arm' | 'leg'}`;

type Paired = 'eye' | 'ear' | 'shoulder' | 'elbow' | 'wrist' | 'hip' | 'knee' | 'ankle';
export type JointName = 'nose' | `${Side}_${Paired}`;
/** COCO's keypoints by name. */
export type Joints = Readonly<Record<JointName, Vec>>;

export const SIDES: readonly Side[] = ['left', 'right'];
export const LIMBS: readonly Limb[] = ['left_arm', 'right_arm', 'left_leg', 'right_leg'];

export const otherSide = (side: Side): Side => (side === 'left' ? 'right' : 'left');
/** +1 for the side on the image's right. */
export const sideSign = (side: Side): 1 | -1 => (side === 'left' ? 1 : -1);
export const sideToward = (sign: number): Side => (sign > 0 ? 'left' : 'right');

/** The joints that move with a limb and vanish with it. */
export function limbJoints(limb: Limb): readonly JointName[] {
  const [side, part] = limb.split('_') as [Side, 'arm' | 'leg'];
  return part === 'arm' ? [`${side}_elbow`, `${side}_wrist`] : [`${side}_knee`, `${side}_ankle`];
}
