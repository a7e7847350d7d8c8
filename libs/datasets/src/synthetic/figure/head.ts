import type { Rng } from '@turbo-hoi/core';
import { bell } from '../geometry/portable-math';
import { dot, inFrame, subtract, direction, type Vec } from '../geometry/vec';
import { isTurned } from './activity';
import { fromNeck, type Body } from './body';

export const HEAD_RADIUS = 0.085;

/** Where a head is and looks. */
export interface Head {
  readonly center: Vec;
  readonly up: Vec;
  readonly across: Vec;
  /** -1..1, towards the image's right. */
  readonly gaze: number;
  /** -1..1, downwards. */
  readonly nod: number;
}

export function drawHead(body: Body, rng: Rng): Head {
  const { activity, heading, trunk } = body;
  const center = fromNeck(trunk, bell(rng, 0, 0.01), -0.115);
  const ahead = isTurned(activity) ? heading : 0;
  let gaze = ahead * rng.uniform(0.3, 0.7) + bell(rng, 0, 0.25);
  let nod = bell(rng, 0, 0.2);
  if (activity.gesture === 'look') {
    gaze = rng.pick([-1, 1]) * rng.uniform(0.7, 1);
    nod = rng.uniform(-0.6, 0.5);
  }
  if (activity.gesture === 'drink') nod = rng.uniform(-0.9, -0.5);
  return { center, up: trunk.up, across: trunk.across, gaze: clamp(gaze), nod };
}

/** The same head, looking at a point. */
export function lookAt(head: Head, target: Vec): Head {
  const toward = direction(subtract(target, head.center));
  return {
    ...head,
    gaze: clamp(1.1 * dot(toward, head.across)),
    nod: clamp(-dot(toward, head.up)),
  };
}

/** A point of the head, in units of its radius: x towards the image's right, y down. */
export function headPoint({ center, across, up }: Head, x: number, y: number): Vec {
  return inFrame(center, across, up, x * HEAD_RADIUS, -y * HEAD_RADIUS);
}

export const mouthOf = (head: Head): Vec => headPoint(head, head.gaze * 0.4, 0.55 + 0.2 * head.nod);

/** The five keypoints of a face. */
export function faceJoints(head: Head) {
  const { gaze, nod } = head;
  return {
    nose: headPoint(head, gaze * 0.55, 0.12 + 0.35 * nod),
    left_eye: headPoint(head, 0.35 + gaze * 0.42, -0.2 + 0.35 * nod),
    right_eye: headPoint(head, -0.35 + gaze * 0.42, -0.2 + 0.35 * nod),
    left_ear: headPoint(head, 0.92 - 0.35 * Math.max(gaze, 0), -0.05 + 0.1 * nod),
    right_ear: headPoint(head, -0.92 - 0.35 * Math.min(gaze, 0), -0.05 + 0.1 * nod),
  };
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
