import type { Rng } from '@turbo-hoi/core';
import { atan2, bell } from '../geometry/portable-math';
import { add, middle, polar, subtract, type Vec } from '../geometry/vec';
import { drawActivity, type Activity, type Setting } from './activity';
import { drawArms } from './arms';
import { drawBody, type Body } from './body';
import { addDecoys, addDistractors } from './distractors';
import { drawHead, faceJoints, lookAt, type Head } from './head';
import { limbJoints, type JointName, type Joints, type Limb, type Side } from './joints';
import { drawLegs, type Legs } from './legs';
import { PropList, type Deeds, type PropPlan } from './prop-plan';

/** A person and the objects around it in body units: origin between the hips, y down, height about 1. */
export interface FigurePlan {
  readonly activity: Activity;
  readonly joints: Joints;
  readonly head: Head;
  readonly neck: Vec;
  readonly props: readonly PropPlan[];
  readonly deeds: Deeds;
  /** The limb that handles an object. */
  readonly actingLimb: Limb | null;
  /** The joints that the figure's actions decide. */
  readonly acting: readonly JointName[];
}

/** Draws one person in an activity that fits the setting. */
export function drawFigure(setting: Setting, distractors: number, rng: Rng): FigurePlan {
  const activity = drawActivity(setting, rng);
  const body = drawBody(activity, rng);
  const legs = drawLegs(body, rng);
  const initialHead = drawHead(body, rng);
  const props = new PropList(rng);
  const arms = drawArms(body, legs, initialHead, props, rng);
  const deeds: Deeds = {
    ...arms.deeds,
    ...stanceDeed(body, legs, props, rng),
    ...(activity.gesture === 'look' && { look: addLookTarget(initialHead, props, rng) }),
  };
  const head = turnToTarget(initialHead, deeds, props, rng);
  const joints = joinParts(body, legs, arms, head);
  const surroundings = { activity, joints, head };
  addDistractors(surroundings, deeds, distractors, props, rng);
  addDecoys(surroundings, props, rng);
  return {
    activity,
    joints,
    head,
    neck: body.trunk.neck,
    props: props.props,
    deeds,
    actingLimb: actingLimb(activity, legs.leading, arms.acting),
    acting: actingJoints(activity, legs.leading, arms.acting),
  };
}

function joinParts(body: Body, legs: Legs, arms: ReturnType<typeof drawArms>, head: Head): Joints {
  const { left_shoulder, right_shoulder, left_hip, right_hip } = body.trunk;
  const { left_knee, right_knee, left_ankle, right_ankle } = legs;
  return {
    ...faceJoints(head),
    left_shoulder,
    right_shoulder,
    left_elbow: arms.left.elbow,
    right_elbow: arms.right.elbow,
    left_wrist: arms.left.wrist,
    right_wrist: arms.right.wrist,
    left_hip,
    right_hip,
    left_knee,
    right_knee,
    left_ankle,
    right_ankle,
  };
}

function stanceDeed({ activity, heading }: Body, legs: Legs, props: PropList, rng: Rng): Deeds {
  switch (activity.stance) {
    case 'sit':
      return { sit: props.add('chair', [-heading * 0.03, 0.12], -heading) };
    case 'skateboard': {
      const { left_ankle, right_ankle } = legs;
      const [dx, dy] = subtract(left_ankle, right_ankle);
      const under = add(middle(left_ankle, right_ankle), [0, 0.075]);
      return { skateboard: props.add('skateboard', under, 0.8 * atan2(dy, dx)) };
    }
    case 'kick': {
      const beside: Vec = [heading * rng.uniform(0.06, 0.11), rng.uniform(-0.06, 0.04)];
      return { kick: props.add('sports ball', add(legs[`${legs.leading}_ankle`], beside)) };
    }
    default:
      return { [activity.stance]: null };
  }
}

function addLookTarget(head: Head, props: PropList, rng: Rng): number {
  const aside = head.gaze < 0 ? -1 : 1;
  const angle = aside * (Math.PI / 2 - head.nod * 0.7) + bell(rng, 0, 0.1);
  const category = rng.weighted({
    'sports ball': 0.5,
    cup: 0.2,
    'cell phone': 0.15,
    'tennis racket': 0.15,
  });
  const center = add(head.center, polar(angle, rng.uniform(0.28, 0.55)));
  return props.add(category, center, bell(rng, 0, 0.6));
}

/** People mostly look at the object of their action. */
function turnToTarget(head: Head, deeds: Deeds, props: PropList, rng: Rng): Head {
  const target = deeds.hit_obj ?? deeds.throw ?? deeds.kick ?? deeds.hold ?? null;
  const elsewhere = 'look' in deeds || 'drink' in deeds;
  if (target === null || elsewhere || !rng.chance(0.8)) return head;
  return lookAt(head, props.props[target].center);
}

function actingLimb({ stance }: Activity, leading: Side, arm: Side | null): Limb | null {
  if (arm) return `${arm}_arm`;
  return stance === 'kick' ? `${leading}_leg` : null;
}

function actingJoints({ stance }: Activity, leading: Side, arm: Side | null): JointName[] {
  const joints: JointName[] = arm ? [...limbJoints(`${arm}_arm`)] : [];
  if (stance === 'kick') joints.push(...limbJoints(`${leading}_leg`));
  if (stance === 'skateboard' || stance === 'sit') {
    joints.push(...limbJoints('left_leg'), ...limbJoints('right_leg'));
  }
  return joints;
}
