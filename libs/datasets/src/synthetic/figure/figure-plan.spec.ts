import { createRng } from '@turbo-hoi/core';
import { length, subtract, type Vec } from '../geometry/vec';
import { COLUMN_INDEX, type ColumnName } from '../vocabulary';
import type { Setting } from './activity';
import { addDistractors } from './distractors';
import { drawFigure, type FigurePlan } from './figure-plan';
import { SIDES, type JointName } from './joints';
import { PropList } from './prop-plan';

const SETTINGS: Setting[] = ['court', 'field', 'street', 'indoor'];
const figures = SETTINGS.flatMap((setting) =>
  Array.from({ length: 200 }, (_, i) => drawFigure(setting, 0.75, createRng(i).fork(setting))),
);

const distance = (a: Vec, b: Vec) => length(subtract(a, b));
const nearest = ({ joints }: FigurePlan, names: JointName[], point: Vec) =>
  Math.min(...names.map((name) => distance(joints[name], point)));

/** Everyone who does it, with the center of the target. */
function doing(deed: ColumnName): [FigurePlan, Vec][] {
  return figures.flatMap((figure): [FigurePlan, Vec][] => {
    const target = figure.deeds[deed];
    return typeof target === 'number' ? [[figure, figure.props[target].center]] : [];
  });
}

describe('addDistractors', () => {
  it('puts an object of the same class nearby, but not where the target is', () => {
    const rivals = figures.flatMap((figure, seed) =>
      Object.values(figure.deeds).flatMap((target) => {
        if (target === null) return [];
        const { category, center } = figure.props[target];
        const props = new PropList(createRng(seed));
        props.add(category, center);
        addDistractors(figure, { hold: 0 }, 1, props, createRng(seed));
        return props.props.slice(1).map((rival) => {
          expect(rival.category).toBe(category);
          return distance(rival.center, center);
        });
      }),
    );
    expect(rivals.length).toBeGreaterThan(500);
    expect(Math.min(...rivals)).toBeGreaterThan(0.2);
  });

  it('leaves actions without a target alone', () => {
    const props = new PropList(createRng(0));
    addDistractors(figures[0], { walk: null }, 1, props, createRng(0));
    expect(props.props).toEqual([]);
  });
});

describe('a figure', () => {
  it.each<[ColumnName, JointName[], number]>([
    ['kick', ['left_ankle', 'right_ankle'], 0.12],
    ['talk_on_phone', ['left_wrist', 'right_wrist'], 0.12],
    ['talk_on_phone', ['left_ear', 'right_ear'], 0.07],
    ['drink', ['nose'], 0.11],
    ['drink', ['left_wrist', 'right_wrist'], 0.12],
    ['throw', ['left_wrist', 'right_wrist'], 0.2],
    ['hold', ['left_wrist', 'right_wrist'], 0.2],
    ['hit_instr', ['left_wrist', 'right_wrist'], 0.18],
    ['skateboard', ['left_ankle', 'right_ankle'], 0.35],
    ['sit', ['left_hip', 'right_hip'], 0.16],
  ])('who does %s touches the target with %j', (deed, joints, reach) => {
    const pairs = doing(deed);
    expect(pairs.length).toBeGreaterThan(20);
    const far = pairs.filter(([figure, target]) => nearest(figure, joints, target) > reach);
    expect(far.length / pairs.length).toBeLessThan(0.05);
  });

  it('does one thing with its legs and at most one with its arms', () => {
    for (const { deeds, activity } of figures) {
      const known = Object.keys(deeds).every((deed) => deed in COLUMN_INDEX);
      expect(known).toBe(true);
      expect(activity.stance in deeds).toBe(true);
      expect(Object.keys(deeds).length).toBeLessThanOrEqual('hit_obj' in deeds ? 3 : 2);
    }
  });

  it('has the bones of a body: limbs of nearly the same length everywhere', () => {
    const bones = (from: 'hip' | 'elbow', to: 'knee' | 'wrist') =>
      figures.flatMap(({ joints }) =>
        SIDES.map((side) => distance(joints[`${side}_${from}`], joints[`${side}_${to}`])),
      );
    const [thighs, forearms] = [bones('hip', 'knee'), bones('elbow', 'wrist')];
    expect([Math.min(...thighs) > 0.2, Math.max(...thighs) < 0.26]).toEqual([true, true]);
    expect([Math.min(...forearms) > 0.13, Math.max(...forearms) < 0.17]).toEqual([true, true]);
  });

  it('has its left side on the right of the image, as who faces the viewer', () => {
    for (const { joints } of figures) {
      expect(joints.left_shoulder[0]).toBeGreaterThan(joints.right_shoulder[0]);
      expect(joints.left_eye[0]).toBeGreaterThan(joints.right_eye[0]);
    }
  });

  it('acts with the joints it names', () => {
    for (const { acting, activity } of figures) {
      const legs = acting.filter((name) => /knee|ankle/.test(name)).length;
      const expected = { kick: 2, skateboard: 4, sit: 4 }[activity.stance as string] ?? 0;
      expect(legs).toBe(expected);
    }
  });
});
