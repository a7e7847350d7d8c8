import type { Rng } from '@turbo-hoi/core';
import { bell } from '../geometry/portable-math';
import { add, polar } from '../geometry/vec';
import { ArmPoser, forearmAngle, type Arm } from './arm-poser';
import type { Body } from './body';
import { headPoint, mouthOf, type Head } from './head';
import { otherSide, SIDES, sideSign, type Side } from './joints';
import type { Legs } from './legs';
import type { Deeds, PropList } from './prop-plan';

/** Both arms and what they do; the gesture's objects have been added to the props. */
export interface Arms {
  readonly left: Arm;
  readonly right: Arm;
  /** The arm that carries the gesture; null where none does. */
  readonly acting: Side | null;
  readonly deeds: Deeds;
}

/** Draws the arms for the body's gesture and puts what they handle into `props`. */
export function drawArms(body: Body, legs: Legs, head: Head, props: PropList, rng: Rng): Arms {
  const side = rng.pick(SIDES);
  const other = otherSide(side);
  const poser = new ArmPoser(body, legs, rng);
  const idle = poser.rest(other);
  const both = (acting: Arm, second: Arm = idle) =>
    side === 'left' ? { left: acting, right: second } : { left: second, right: acting };

  switch (body.activity.gesture) {
    case 'rest':
    case 'look':
      return { ...both(poser.rest(side)), acting: null, deeds: {} };
    case 'wild':
      return {
        ...both(poser.wild(side), rng.chance(0.6) ? poser.wild(other) : idle),
        acting: null,
        deeds: {},
      };
    case 'hold': {
      const arm = poser.holding(side);
      return { ...both(arm), acting: side, deeds: { hold: addHeld(body, arm, side, props, rng) } };
    }
    case 'throw': {
      const { arm, balance, ball } = poser.throwing(side);
      const deeds = { throw: props.add('sports ball', ball) };
      return { ...both(arm, balance), acting: side, deeds };
    }
    case 'hit': {
      const arm = poser.striking(side);
      const second = rng.chance(0.5) ? poser.joining(other, arm.wrist) : idle;
      return { ...both(arm, second), acting: side, deeds: addStroke(arm, side, props, rng) };
    }
    case 'drink': {
      const mouth = mouthOf(head);
      const arm = poser.raising(side, add(mouth, [sideSign(side) * 0.04, 0.06]));
      const cup = add(mouth, [sideSign(side) * 0.02, 0.045]);
      return { ...both(arm), acting: side, deeds: { drink: props.add('cup', cup, tilt(rng)) } };
    }
    case 'phone': {
      const ear = headPoint(head, sideSign(side) * earReach(head, side), -0.05 + 0.1 * head.nod);
      const arm = poser.raising(side, add(ear, [sideSign(side) * 0.03, 0.05]));
      const phone = add(ear, [sideSign(side) * 0.03, 0.012]);
      const deeds = { talk_on_phone: props.add('cell phone', phone, tilt(rng)) };
      return { ...both(arm), acting: side, deeds };
    }
  }
}

const tilt = (rng: Rng) => bell(rng, 0, 0.15);

// As faceJoints places the ear.
function earReach({ gaze }: Head, side: Side): number {
  return 0.92 - 0.35 * Math.max(sideSign(side) * gaze, 0);
}

function addHeld(body: Body, arm: Arm, side: Side, props: PropList, rng: Rng): number {
  const board = body.activity.stance === 'skateboard' ? 0 : 0.05;
  const category = rng.weighted({
    'sports ball': 0.3,
    'tennis racket': 0.25,
    cup: 0.2,
    'cell phone': 0.2,
    skateboard: board,
  });
  const along = forearmAngle(arm);
  const hand = add(arm.wrist, polar(along, 0.03));
  if (category !== 'tennis racket') return props.add(category, hand, bell(rng, 0, 0.3));
  const angle = along + bell(rng, 0, 0.5) + sideSign(side) * rng.uniform(0, 0.8);
  return props.add(category, add(hand, polar(angle, 0.16)), angle);
}

function addStroke(arm: Arm, side: Side, props: PropList, rng: Rng): Deeds {
  const angle = forearmAngle(arm) + sideSign(side) * rng.uniform(-0.3, 0.7);
  const racket = props.add('tennis racket', add(arm.wrist, polar(angle, 0.17)), angle);
  const flight = polar(angle + bell(rng, 0, 0.25), rng.uniform(0.26, 0.46));
  return { hit_instr: racket, hit_obj: props.add('sports ball', add(arm.wrist, flight)) };
}
