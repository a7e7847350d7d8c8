import type { Rng } from '@turbo-hoi/core';
import { bell } from '../geometry/portable-math';
import { add, polar, type Vec } from '../geometry/vec';
import type { Body } from './body';
import { otherSide, sideToward, type Side } from './joints';

export interface Legs {
  readonly left_knee: Vec;
  readonly right_knee: Vec;
  readonly left_ankle: Vec;
  readonly right_ankle: Vec;
  /** The leg that swings forward or kicks. */
  readonly leading: Side;
}

// Angles of thigh and shin: 0 is straight down, positive towards the image's right.
type LegAngles = readonly [thigh: number, shin: number];

export function drawLegs(body: Body, rng: Rng): Legs {
  const { stance } = body.activity;
  // The leg on the ball's side kicks.
  const leading =
    stance === 'kick' || rng.chance(0.5) ? sideToward(body.heading) : sideToward(-body.heading);
  const [first, second] = drawAngles(body, rng);
  const upright = stance === 'stand' || stance === 'skateboard';
  const angles: Record<Side, LegAngles> = upright
    ? { left: first, right: second }
    : ({ [leading]: first, [otherSide(leading)]: second } as Record<Side, LegAngles>);
  const left = bend(body, 'left', angles.left);
  const right = bend(body, 'right', angles.right);
  return {
    left_knee: left.knee,
    left_ankle: left.ankle,
    right_knee: right.knee,
    right_ankle: right.ankle,
    leading,
  };
}

function bend({ trunk, measures }: Body, side: Side, [thigh, shin]: LegAngles) {
  const knee = add(trunk[`${side}_hip`], polar(thigh, measures.thigh));
  return { knee, ankle: add(knee, polar(shin, measures.shin)) };
}

/** Leading and trailing leg, or left and right where both do the same. */
function drawAngles({ activity, heading: d }: Body, rng: Rng): readonly [LegAngles, LegAngles] {
  const u = (low: number, high: number) => rng.uniform(low, high);
  const n = (mean: number, deviation: number) => bell(rng, mean, deviation);
  switch (activity.stance) {
    case 'stand': {
      const width = Math.abs(n(0.06, 0.06));
      return [
        [width, width / 2 + n(0, 0.05)],
        [-width, -width / 2 + n(0, 0.05)],
      ];
    }
    case 'walk': {
      const step = u(0.28, 0.5);
      return [
        [d * step, d * (step - u(0.05, 0.3))],
        [-d * step * u(0.5, 1), -d * (step + u(0, 0.35))],
      ];
    }
    case 'run': {
      const lift = u(0.7, 1.25);
      const push = u(0.2, 0.6);
      return [
        [d * lift, d * (lift - u(0.7, 1.4))],
        [-d * push, -d * (push + u(0.5, 1.3))],
      ];
    }
    case 'sit': {
      const thigh = u(1, 1.5);
      return [
        [d * thigh, d * u(-0.15, 0.2)],
        [d * (thigh + n(0, 0.12)), d * u(-0.15, 0.2)],
      ];
    }
    case 'skateboard': {
      const spread = u(0.4, 0.6);
      const shin = u(-0.3, 0);
      return [
        [spread + n(0, 0.06), shin + n(0, 0.06)],
        [-spread + n(0, 0.06), -shin + n(0, 0.06)],
      ];
    }
    case 'kick': {
      const lift = u(0.55, 1.3);
      return [
        [d * lift, d * (lift + u(-0.5, 0.15))],
        [-d * u(0, 0.2), -d * u(0, 0.35)],
      ];
    }
  }
}
