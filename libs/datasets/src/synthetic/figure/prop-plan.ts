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
  'sports ball': [0.11, 0.11],
  'tennis racket': [0.13, 0.3],
  cup: [0.085, 0.105],
  'cell phone': [0.06, 0.11],
  skateboard: [0.46, 0.085],
  chair: [0.34, 0.46],
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
