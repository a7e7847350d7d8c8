import type { Rng } from '@turbo-hoi/core';
import type { FigurePlan } from '../figure/figure-plan';
import type { JointName, Joints } from '../figure/joints';
import type { Deeds, PropPlan } from '../figure/prop-plan';
import { bell, cos, sin } from '../geometry/portable-math';
import { inFrame, type Vec } from '../geometry/vec';
import type { ColumnName } from '../vocabulary';
import type { Figure, Prop } from './scene';

export interface Place {
  /** Side of the image in pixels. */
  readonly size: number;
  /** Pixels a body unit. */
  readonly unit: number;
  /** Where the figure stands, 0..1 of the image's width. */
  readonly slot: number;
  /** Index of the figure. */
  readonly index: number;
  /** Index that the figure's first prop will have in the scene. */
  readonly firstProp: number;
}

export interface PlacedFigure {
  readonly figure: Omit<Figure, 'limbMode' | 'hidden' | 'faceCovered'>;
  readonly props: readonly Prop[];
}

/** Brings a figure and its props from body units into the image, slightly rotated and mostly inside. */
export function placeFigure(plan: FigurePlan, place: Place, rng: Rng): PlacedFigure {
  const { unit } = place;
  const rotation = bell(rng, 0, 0.08);
  const across: Vec = [unit * cos(rotation), unit * sin(rotation)];
  const along: Vec = [-unit * sin(rotation), unit * cos(rotation)];
  const origin = drawOrigin(plan, across, along, place, rng);
  const toImage = ([x, y]: Vec): Vec => inFrame(origin, across, along, x, y);
  const turn = ([x, y]: Vec): Vec => [
    (x * across[0] + y * along[0]) / unit,
    (x * across[1] + y * along[1]) / unit,
  ];
  const joints = mapJoints(plan.joints, toImage);
  return {
    figure: {
      activity: plan.activity,
      joints,
      head: {
        ...plan.head,
        center: toImage(plan.head.center),
        up: turn(plan.head.up),
        across: turn(plan.head.across),
      },
      neck: toImage(plan.neck),
      unit,
      acting: plan.acting,
      deeds: shiftTargets(plan.deeds, place.firstProp),
    },
    props: plan.props.map((prop) => ({
      ...prop,
      center: toImage(prop.center),
      angle: turnedAngle(prop, rotation),
      unit,
      figure: place.index,
    })),
  };
}

function drawOrigin(plan: FigurePlan, across: Vec, along: Vec, place: Place, rng: Rng): Vec {
  const { size, slot } = place;
  const points = Object.values(plan.joints).map(([x, y]) => inFrame([0, 0], across, along, x, y));
  const center: Vec = [size * (slot + bell(rng, 0, 0.05)), size * rng.uniform(0.44, 0.58)];
  const axis = (i: 0 | 1) => {
    const low = Math.min(...points.map((point) => point[i]));
    const high = Math.max(...points.map((point) => point[i]));
    const offset = center[i] - (low + high) / 2;
    // A figure that fits keeps within 2 % of the frame; a wide one is cut.
    const [first, last] = [-0.02 * size - low, 1.02 * size - high];
    return first < last ? Math.min(Math.max(offset, first), last) : offset;
  };
  return [axis(0), axis(1)];
}

function turnedAngle({ category, angle }: PropPlan, rotation: number): number {
  if (category === 'chair') return angle;
  return category === 'tennis racket' ? angle - rotation : angle + rotation;
}

function mapJoints(joints: Joints, map: (point: Vec) => Vec): Joints {
  const entries = Object.entries(joints) as [JointName, Vec][];
  return Object.fromEntries(entries.map(([name, point]) => [name, map(point)])) as Joints;
}

function shiftTargets(deeds: Deeds, by: number): Deeds {
  const entries = Object.entries(deeds) as [ColumnName, number | null][];
  return Object.fromEntries(
    entries.map(([name, target]) => [name, target === null ? null : target + by]),
  );
}
