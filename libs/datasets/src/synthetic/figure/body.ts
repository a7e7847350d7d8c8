import type { Rng } from '@turbo-hoi/core';
import { bell, cos, sin } from '../geometry/portable-math';
import { add, inFrame, scale, type Vec } from '../geometry/vec';
import { isTurned, type Activity } from './activity';

/** Bone lengths in body units: a standing figure is about 1 high. */
export interface Measures {
  readonly trunk: number;
  readonly upperArm: number;
  readonly forearm: number;
  readonly thigh: number;
  readonly shin: number;
}

/** The trunk: origin between the hips, `up` and `across` (towards the image's right) of length 1. */
export interface Trunk {
  readonly neck: Vec;
  readonly up: Vec;
  readonly across: Vec;
  readonly left_shoulder: Vec;
  readonly right_shoulder: Vec;
  readonly left_hip: Vec;
  readonly right_hip: Vec;
}

/** What the parts of a figure are drawn from. */
export interface Body {
  readonly activity: Activity;
  /** +1: moves towards the image's right. */
  readonly heading: 1 | -1;
  readonly measures: Measures;
  readonly trunk: Trunk;
}

export function drawBody(activity: Activity, rng: Rng): Body {
  const heading = rng.chance(0.5) ? 1 : -1;
  const turned = isTurned(activity);
  const shoulder = (turned ? 0.085 : 0.105) * rng.uniform(0.9, 1.1);
  const hip = turned ? 0.048 : 0.06;
  const vary = (size: number) => size * rng.uniform(0.93, 1.07);
  const measures = {
    trunk: vary(0.3),
    upperArm: vary(0.165),
    forearm: vary(0.15),
    thigh: vary(0.23),
    shin: vary(0.22),
  };
  const lean = drawLean(activity, heading, rng);
  const up: Vec = [sin(lean), -cos(lean)];
  const across: Vec = [cos(lean), sin(lean)];
  const neck = scale(up, measures.trunk);
  const trunk: Trunk = {
    neck,
    up,
    across,
    left_shoulder: add(neck, scale(across, shoulder)),
    right_shoulder: add(neck, scale(across, -shoulder)),
    left_hip: scale(across, hip),
    right_hip: scale(across, -hip),
  };
  return { activity, heading, measures, trunk };
}

/** A point relative to the neck, x along the shoulders, y down the spine. */
export function fromNeck({ neck, across, up }: Trunk, x: number, y: number): Vec {
  return inFrame(neck, across, up, x, -y);
}

function drawLean({ stance, gesture }: Activity, heading: number, rng: Rng): number {
  let lean = bell(rng, 0, 0.06);
  if (stance === 'run') lean += heading * rng.uniform(0.1, 0.3);
  if (stance === 'skateboard') lean += bell(rng, 0, 0.15);
  if (stance === 'kick') lean -= heading * rng.uniform(0, 0.25);
  if (gesture === 'throw' || gesture === 'hit') lean += bell(rng, 0, 0.12);
  return lean;
}
