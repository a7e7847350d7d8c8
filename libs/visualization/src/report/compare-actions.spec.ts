import type { XyxyBox } from '@turbo-hoi/core';
import { compareActions } from './compare-actions';

const at = (...box: [number, number, number, number]) => ({ label: 'ball', box: box as XyxyBox });
const truth = {
  box: [0, 0, 10, 10] as const,
  keypoints: null,
  actions: [
    { name: 'kick', target: at(0, 0, 10, 10) },
    { name: 'run', target: null },
    { name: 'look', target: at(50, 50, 60, 60) },
  ],
};
const actions = [
  { name: 'hold', score: 0.9, target: at(0, 0, 10, 10) },
  { name: 'look', score: 0.8, target: at(0, 0, 10, 10) },
  { name: 'throw', score: 0.4, target: null },
  { name: 'kick', score: 0.6, target: at(0, 0, 10, 8) },
  { name: 'run', score: 0.1, target: null },
];
const outcomes = (compared: ReturnType<typeof compareActions>) =>
  compared.map(({ name, outcome }) => `${name} ${outcome}`);

describe('compareActions', () => {
  it('lists annotated actions in their order, then wrong ones', () => {
    expect(outcomes(compareActions({ truth }, { actions }, 0.5))).toEqual([
      'kick right',
      'run missed',
      'look target',
      'hold wrong',
    ]);
  });

  it('marks actions as unknown if actions are not annotated', () => {
    expect(outcomes(compareActions({ truth: null }, { actions }, 0.7))).toEqual([
      'hold unknown',
      'look unknown',
    ]);
  });

  it('marks a missing target as wrong if one is annotated', () => {
    const bare = [{ name: 'kick', score: 1, target: null }];
    expect(outcomes(compareActions({ truth }, { actions: bare }, 0.5))).toEqual(['kick target']);
  });

  it('returns nothing for a stage without actions', () => {
    expect(compareActions({ truth }, { actions: null }, 0.5)).toEqual([]);
  });
});
