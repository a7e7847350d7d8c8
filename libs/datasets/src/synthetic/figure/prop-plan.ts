import type { Rng } from '@turbo-hoi/core';
import type { Vec } from '../geometry/vec';
import type { ColumnName, PropClass } from '../vocabulary';

/** An object near a figure, in body units. */
export interface PropPlan {
  readonly category: PropClass;
  readonly center: Vec;
  /** Rackets: direction of the head as `polar` counts it; chairs: ±1, the side of the back; else a tilt. */
  readonly angle: number;
  readonly size: number;
}

/** What a figure does, with the object it is done to: an index into its props, or null for none. */
export type Deeds = Partial<Record<ColumnName, number | null>>;

/** Width and height of an object of size 1, in body units. */
export const PROP_SIZES: Record<PropClass, Vec> = {
  'sports ball': [0.14, 0.14],
  'tennis racket': [0.16, 0.36],
  cup: [0.12, 0.14],
  'cell phone': [0.1, 0.155],
  skateboard: [0.46, 0.12],
  chair: [0.36, 0.48],
};

/** A growing list of props. */
export class PropList {
  private readonly list: PropPlan[] = [];

  constructor(private readonly rng: Rng) {}

  /** Adds an object of random size. @returns its index */
  add(category: PropClass, center: Vec, angle = 0): number {
    return this.list.push({ category, center, angle, size: this.rng.uniform(0.9, 1.12) }) - 1;
  }

  get props(): readonly PropPlan[] {
    return this.list;
  }
}
