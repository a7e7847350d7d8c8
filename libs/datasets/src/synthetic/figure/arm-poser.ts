import type { Rng } from '@turbo-hoi/core';
import { bell } from '../geometry/portable-math';
import { add, angleOf, polar, subtract, type Vec } from '../geometry/vec';
import type { Body } from './body';
import { otherSide, sideSign, type Side } from './joints';
import type { Legs } from './legs';
import { reach } from './reach';

export interface Arm {
  readonly elbow: Vec;
  readonly wrist: Vec;
}

/** Where the forearm points, as `polar` counts angles. */
export const forearmAngle = ({ elbow, wrist }: Arm): number => angleOf(subtract(wrist, elbow));

/** Arms of one body by what they are up to. */
export class ArmPoser {
  constructor(
    private readonly body: Body,
    private readonly legs: Legs,
    private readonly rng: Rng,
  ) {}

  rest(side: Side): Arm {
    const { rng } = this;
    const { activity, heading } = this.body;
    const out = sideSign(side);
    if (activity.stance === 'run') {
      // Arms swing against the legs.
      const swing = side === this.legs.leading ? -heading : heading;
      return this.bent(
        side,
        swing * rng.uniform(0.3, 0.9),
        swing * rng.uniform(0.3, 0.9) + heading * rng.uniform(1, 1.7),
      );
    }
    if (activity.stance === 'skateboard' && rng.chance(0.6)) {
      return this.bent(side, out * rng.uniform(0.6, 1.6), out * rng.uniform(0.6, 1.7));
    }
    if (activity.stance === 'sit' && rng.chance(0.6)) {
      return this.bent(side, out * rng.uniform(0, 0.4), heading * rng.uniform(0.6, 1.3));
    }
    return this.bent(side, out * Math.abs(bell(rng, 0.2, 0.12)), out * bell(rng, 0.12, 0.25));
  }

  wild(side: Side): Arm {
    const upper = this.rng.uniform(0.3, 2.8);
    const lower = upper + this.rng.uniform(-0.9, 0.9);
    return this.bent(side, sideSign(side) * upper, sideSign(side) * lower);
  }

  holding(side: Side): Arm {
    const { rng } = this;
    const lower = rng.pick([rng.uniform(0.7, 1.9), rng.uniform(0.5, 1.6), -rng.uniform(0.3, 1.3)]);
    return this.bent(side, sideSign(side) * rng.uniform(0.05, 1.1), sideSign(side) * lower);
  }

  /** Winding up, or the ball just leaving the hand. */
  throwing(side: Side): { readonly arm: Arm; readonly balance: Arm; readonly ball: Vec } {
    const { rng } = this;
    const out = sideSign(side);
    const released = rng.chance(0.25);
    const upper = rng.uniform(1.7, 2.7);
    const lower = upper + (released ? rng.uniform(-0.6, 0.1) : rng.uniform(0.2, 1.2));
    const arm = this.bent(side, out * upper, out * lower);
    const balance = this.bent(
      otherSide(side),
      -out * rng.uniform(0.8, 1.7),
      -out * rng.uniform(0.8, 1.8),
    );
    const flight = polar(
      forearmAngle(arm) + bell(rng, 0, 0.2),
      released ? rng.uniform(0.1, 0.22) : 0.05,
    );
    return { arm, balance, ball: add(arm.wrist, flight) };
  }

  striking(side: Side): Arm {
    const upper = this.rng.uniform(0.9, 2.3);
    const lower = upper + this.rng.uniform(-0.2, 0.7);
    return this.bent(side, sideSign(side) * upper, sideSign(side) * lower);
  }

  /** The second hand on the handle. */
  joining(side: Side, wrist: Vec): Arm {
    const shoulder = this.body.trunk[`${side}_shoulder`];
    return reach(shoulder, add(wrist, [0, 0.02]), this.body.measures, sideSign(side));
  }

  /** A hand at the head, elbow outward. */
  raising(side: Side, target: Vec): Arm {
    const { rng } = this;
    const near = add(target, [bell(rng, 0, 0.01), bell(rng, 0, 0.01)]);
    const shoulder = this.body.trunk[`${side}_shoulder`];
    const [one, two] = [1, -1].map((bend) => reach(shoulder, near, this.body.measures, bend));
    return (two.elbow[0] - one.elbow[0]) * sideSign(side) > 0 ? two : one;
  }

  private bent(side: Side, upper: number, lower: number): Arm {
    const { trunk, measures } = this.body;
    const elbow = add(trunk[`${side}_shoulder`], polar(upper, measures.upperArm));
    return { elbow, wrist: add(elbow, polar(lower, measures.forearm)) };
  }
}
