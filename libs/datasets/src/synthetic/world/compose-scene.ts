import type { Rng } from '@turbo-hoi/core';
import { SETTING_ODDS } from '../figure/activity';
import { drawFigure } from '../figure/figure-plan';
import { LIMBS, type JointName, type Limb } from '../figure/joints';
import { bell } from '../geometry/portable-math';
import type { SyntheticOptions } from '../synthetic-options';
import { placeFigure } from './place-figure';
import type { Figure, LimbMode, Occluder, Prop, Scene } from './scene';

// Heights in units of the image, by the number of people.
const HEIGHTS: readonly (readonly [number, number])[] = [
  [0.6, 0.85],
  [0.54, 0.72],
  [0.5, 0.62],
];

// Occluders stand before the limbs that carry the actions.
const OCCLUDED: readonly JointName[] = [
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_wrist',
  'right_wrist',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
  'left_ankle',
  'right_ankle',
];

/** Draws everything that an image shows, without its colors. */
export function composeScene(options: SyntheticOptions, rng: Rng): Scene {
  const { size } = options;
  const setting = rng.weighted(SETTING_ODDS);
  const settingShown = rng.chance(0.9);
  const horizon = size * rng.uniform(0.55, 0.75);
  const count = Number(rng.weighted({ '1': 0.5, '2': 0.4, '3': 0.1 }));
  const figures: Figure[] = [];
  const props: Prop[] = [];
  for (let index = 0; index < count; index++) {
    const plan = drawFigure(setting, options.distractors, rng);
    const unit = size * rng.uniform(...HEIGHTS[count - 1]);
    const slot = (index + 0.5) / count;
    const placed = placeFigure(plan, { size, unit, slot, index, firstProp: props.length }, rng);
    const limbMode = rng.weighted(options.limbModes);
    figures.push({
      ...placed.figure,
      limbMode,
      hidden: hiddenLimbs(limbMode, plan.actingLimb, rng),
      faceCovered: rng.chance(options.coveredFaces),
    });
    props.push(...placed.props);
  }
  const occluders = figures
    .filter(() => rng.chance(options.occluders))
    .map((figure) => drawOccluder(figure, size, rng));
  return { size, setting, settingShown, horizon, figures, props, occluders };
}

function hiddenLimbs(mode: LimbMode, acting: Limb | null, rng: Rng): readonly Limb[] {
  switch (mode) {
    case 'clear':
      return [];
    case 'acting':
      return [acting ?? rng.pick(LIMBS)];
    case 'arms':
      return ['left_arm', 'right_arm'];
    case 'legs':
      return ['left_leg', 'right_leg'];
    case 'all':
      return LIMBS;
  }
}

function drawOccluder({ joints, unit }: Figure, size: number, rng: Rng): Occluder {
  const [jx, jy] = joints[rng.pick(OCCLUDED)];
  const [x, y] = [jx + bell(rng, 0, 0.023 * size), jy + bell(rng, 0, 0.023 * size)];
  const [rx, ry] = [rng.uniform(0.05, 0.11) * unit, rng.uniform(0.05, 0.11) * unit];
  return { box: [x - rx, y - ry, x + rx, y + ry], round: rng.chance(0.5) };
}
