import type { Rng } from '@turbo-hoi/core';
import { bell } from '../geometry/portable-math';
import { add, length, polar, subtract, type Vec } from '../geometry/vec';
import type { PropClass } from '../vocabulary';
import type { Activity } from './activity';
import type { Head } from './head';
import type { JointName, Joints } from './joints';
import type { Deeds, PropList } from './prop-plan';

const TRIES = 8;
const MIN_DISTANCE = 0.2;
const UPPER_JOINTS: readonly JointName[] = [
  'left_wrist',
  'right_wrist',
  'left_elbow',
  'right_elbow',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
];
const ANKLES: readonly JointName[] = ['left_ankle', 'right_ankle'];
const WRISTS: readonly JointName[] = ['left_wrist', 'right_wrist'];

/** What the placement of further objects depends on. */
export interface Surroundings {
  readonly activity: Activity;
  readonly joints: Joints;
  readonly head: Head;
}

/** With the given probability puts an object of the same class near each target, where it plays no part. */
export function addDistractors(
  { joints }: Surroundings,
  deeds: Deeds,
  probability: number,
  props: PropList,
  rng: Rng,
): void {
  for (const [deed, target] of Object.entries(deeds)) {
    if (target === null || !rng.chance(probability)) continue;
    const { category, center } = props.props[target];
    const bulky = category === 'skateboard' || category === 'chair';
    for (let i = 0; i < TRIES; i++) {
      const place = distractorPlace(category, deed === 'kick', joints, rng);
      if (length(subtract(place, center)) <= MIN_DISTANCE * (bulky ? 2 : 1)) continue;
      props.add(category, place, randomAngle(category, rng));
      break;
    }
  }
}

/**
 * Adds objects which the figure has nothing to do with, where they could be its target: an object of a class alone does not tell what a person
 * does.
 */
export function addDecoys(surroundings: Surroundings, props: PropList, rng: Rng): void {
  const { stance } = surroundings.activity;
  const count = Number(rng.weighted({ '0': 0.3, '1': 0.4, '2': 0.3 }));
  for (let i = 0; i < count; i++) {
    DECOYS[rng.weighted({ foot: 0.3, hand: 0.4, head: 0.3 })](surroundings, props, rng);
  }
  if (stance !== 'skateboard' && rng.chance(0.2)) DECOYS.board(surroundings, props, rng);
  if (stance !== 'sit' && rng.chance(0.25)) DECOYS.chair(surroundings, props, rng);
}

type AddDecoy = (surroundings: Surroundings, props: PropList, rng: Rng) => void;

const DECOYS: Record<'foot' | 'hand' | 'head' | 'board' | 'chair', AddDecoy> = {
  foot: ({ joints }, props, rng) => {
    const offset: Vec = [aside(rng, 0.1, 0.32), rng.uniform(-0.1, 0.08)];
    props.add('sports ball', add(joints[rng.pick(ANKLES)], offset));
  },
  hand: ({ joints }, props, rng) => {
    const at = add(joints[rng.pick(WRISTS)], around(rng, 0.17, 0.34));
    const odds = { 'sports ball': 0.2, cup: 0.3, 'cell phone': 0.25, 'tennis racket': 0.25 };
    props.add(rng.weighted(odds), at, bell(rng, 0, 0.8));
  },
  head: ({ head }, props, rng) => {
    const at = add(head.center, polar(aside(rng, 1, 2.6), rng.uniform(0.2, 0.45)));
    const odds = { 'sports ball': 0.2, cup: 0.4, 'cell phone': 0.4 };
    props.add(rng.weighted(odds), at, bell(rng, 0, 0.5));
  },
  board: ({ joints }, props, rng) => {
    const at: Vec = [aside(rng, 0.05, 0.3), feetLevel(joints) + 0.05];
    props.add('skateboard', at, bell(rng, 0, 0.1));
  },
  chair: (_, props, rng) => {
    props.add('chair', [aside(rng, 0.2, 0.4), rng.uniform(0.1, 0.25)], rng.pick([-1, 1]));
  },
};

function distractorPlace(category: PropClass, kicked: boolean, joints: Joints, rng: Rng): Vec {
  if (category === 'skateboard') {
    return [aside(rng, 0.05, 0.35), feetLevel(joints) + rng.uniform(-0.02, 0.1)];
  }
  if (category === 'chair') return [aside(rng, 0.15, 0.4), 0.12 + rng.uniform(-0.1, 0.12)];
  if (kicked) {
    return add(joints[rng.pick(ANKLES)], [aside(rng, 0.1, 0.32), rng.uniform(-0.15, 0.08)]);
  }
  return add(joints[rng.pick(UPPER_JOINTS)], around(rng, 0.12, 0.34));
}

function randomAngle(category: PropClass, rng: Rng): number {
  if (category === 'chair') return rng.pick([-1, 1]);
  return bell(rng, 0, category === 'skateboard' ? 0.1 : 0.7);
}

const aside = (rng: Rng, near: number, far: number) => rng.pick([-1, 1]) * rng.uniform(near, far);

const around = (rng: Rng, near: number, far: number): Vec =>
  polar(rng.uniform(-Math.PI, Math.PI), rng.uniform(near, far));

const feetLevel = (joints: Joints) => Math.max(joints.left_ankle[1], joints.right_ankle[1]);
