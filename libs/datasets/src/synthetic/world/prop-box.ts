import type { XyxyBox } from '@turbo-hoi/core';
import { PROP_SIZES } from '../figure/prop-plan';
import { cos, sin } from '../geometry/portable-math';
import { inFrame, length, polar, scale, type Vec } from '../geometry/vec';
import type { Prop } from './scene';

/** The axes of a prop in the image and its extent along them. */
export interface PropFrame {
  readonly across: Vec;
  readonly along: Vec;
  readonly width: number;
  readonly height: number;
  /** A point of the prop: (±0.5, ±0.5) are the corners, the racket's head and a cup's foot are at y > 0. */
  at(x: number, y: number): Vec;
}

// The racket's head: distance from the middle and half axes, in racket lengths.
export const RACKET_HEAD = { offset: 0.22, along: 0.26, across: 0.187 };
// The wheels of a skateboard, in units of its width and height.
export const WHEEL = { x: 0.3, y: 0.2, radius: 0.28 };

export function propFrame({ category, center, angle, size, unit }: Prop): PropFrame {
  const [width, height] = scale(PROP_SIZES[category], unit * size);
  const along: Vec = frameAxis(category, angle);
  const across: Vec = [along[1], -along[0]];
  const at = (x: number, y: number) => inFrame(center, across, along, x * width, y * height);
  return { across, along, width, height, at };
}

/** The tight box around a prop. */
export function propBox(prop: Prop): XyxyBox {
  const frame = propFrame(prop);
  switch (prop.category) {
    case 'tennis racket': {
      const head = frame.at(0, RACKET_HEAD.offset);
      const [rx, ry] = [0, 1].map((axis) =>
        length([
          frame.along[axis] * RACKET_HEAD.along * frame.height,
          frame.across[axis] * RACKET_HEAD.across * frame.height,
        ]),
      );
      return hull([add(head, -rx, -ry), add(head, rx, ry), frame.at(0, -0.5)]);
    }
    case 'skateboard': {
      const radius = WHEEL.radius * frame.height;
      const wheels = [-WHEEL.x, WHEEL.x].map((x) => frame.at(x, WHEEL.y));
      const deck = [frame.at(-0.5, -0.5), frame.at(0.5, -0.5), frame.at(-0.5, 0), frame.at(0.5, 0)];
      return hull([
        ...deck,
        ...wheels.flatMap((w) => [add(w, -radius, -radius), add(w, radius, radius)]),
      ]);
    }
    case 'cup':
      return hull([
        frame.at(-0.5, -0.5),
        frame.at(0.5, -0.5),
        frame.at(0.36, 0.5),
        frame.at(-0.36, 0.5),
      ]);
    default:
      return hull([
        frame.at(-0.5, -0.5),
        frame.at(0.5, -0.5),
        frame.at(0.5, 0.5),
        frame.at(-0.5, 0.5),
      ]);
  }
}

function frameAxis(category: Prop['category'], angle: number): Vec {
  if (category === 'tennis racket') return polar(angle, 1);
  // A ball's box is upright however it turns; a chair's angle is the side of its back.
  if (category === 'chair' || category === 'sports ball') return [0, 1];
  return [-sin(angle), cos(angle)];
}

const add = ([x, y]: Vec, dx: number, dy: number): Vec => [x + dx, y + dy];

function hull(points: readonly Vec[]): XyxyBox {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
