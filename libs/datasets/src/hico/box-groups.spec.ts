import type { XyxyBox } from '@turbo-hoi/core';
import { BoxGroups } from './box-groups';

const BOX: XyxyBox = [0, 0, 100, 100];
const NEAR: XyxyBox = [0, 0, 100, 90];
const NEARER: XyxyBox = [0, 0, 100, 95];

describe('boxes of one person', () => {
  it('are those that overlap enough, over HOIs', () => {
    const groups = new BoxGroups(0.9);
    expect([groups.add(BOX, 0), groups.add(NEAR, 1), groups.add([0, 0, 100, 89], 2)]).toEqual([
      0, 0, 1,
    ]);
    expect(groups.boxes).toEqual([BOX, [0, 0, 100, 89]]);
  });

  it('are never two that differ within one HOI', () => {
    const groups = new BoxGroups(0.5);
    expect([groups.add(BOX, 7), groups.add(NEAR, 7), groups.add(BOX, 7)]).toEqual([0, 1, 0]);
  });

  it('stay together when one that joined comes again in its HOI', () => {
    const groups = new BoxGroups(0.5);
    expect([groups.add(BOX, 0), groups.add(NEAR, 1), groups.add(NEAR, 1)]).toEqual([0, 0, 0]);
  });

  it('join the group that they overlap most', () => {
    const groups = new BoxGroups(0.5);
    groups.add([0, 0, 100, 80], 0);
    groups.add(BOX, 0);
    expect(groups.add(NEARER, 1)).toBe(1);
  });

  it('are only equal ones without merging', () => {
    const groups = new BoxGroups(Infinity);
    expect([groups.add(BOX, 0), groups.add(NEARER, 1), groups.add([...BOX], 2)]).toEqual([0, 1, 0]);
  });
});
