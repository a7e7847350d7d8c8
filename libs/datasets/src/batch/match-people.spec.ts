import { createRng, type XyxyBox } from '@turbo-hoi/core';
import { person, proposalsOf, sampleOf } from '../testing/sample-fixture';
import { matchPeople, samplePeople } from './match-people';

const LEFT = person([0, 0, 10, 10]);
const RIGHT = person([20, 0, 30, 10]);

describe('matchPeople', () => {
  it('takes the closest proposal of every person before any second one', () => {
    const sample = sampleOf([LEFT, RIGHT]);
    const proposals = proposalsOf(
      [[0, 0, 10, 9], 0],
      [[0, 0, 10, 8], 0],
      [[0, 0, 10, 7], 0],
      [[20, 0, 30, 6], 0],
    );
    for (let seed = 0; seed < 10; seed++) {
      const boxes = matchPeople([sample], [proposals], 2, createRng(seed)).map(({ box }) => box);
      expect(boxes.sort((a, b) => a[0] - b[0])).toEqual([
        [0, 0, 10, 9],
        [20, 0, 30, 6],
      ]);
    }
    expect(matchPeople([sample], [proposals], 9, createRng(0))).toHaveLength(4);
  });

  it('accepts IoU of exactly 0.5 and none below', () => {
    const at = (height: number) =>
      matchPeople([sampleOf([LEFT])], [proposalsOf([[0, 0, 10, height], 0])], 9, createRng(0));
    expect(at(5)).toHaveLength(1);
    expect(at(4.99)).toHaveLength(0);
  });

  it('accepts unclassified proposals and leaves out those of objects', () => {
    const boxes = [-1, 0, 1].map((category) => [LEFT.box, category] as const);
    expect(matchPeople([sampleOf([LEFT])], [proposalsOf(...boxes)], 9, createRng(0))).toHaveLength(
      2,
    );
  });

  it('matches a proposal with the person of largest IoU', () => {
    const near = person([0, 1, 10, 11]);
    const [match] = matchPeople(
      [sampleOf([LEFT, near])],
      [proposalsOf([[0, 0.9, 10, 11], 0])],
      9,
      createRng(0),
    );
    expect(match.person).toBe(near);
  });

  it('names the image of each match', () => {
    const proposals = [proposalsOf(), proposalsOf([RIGHT.box, 0])];
    const matches = matchPeople([sampleOf([LEFT]), sampleOf([RIGHT])], proposals, 9, createRng(0));
    expect(matches.map(({ imageIndex }) => imageIndex)).toEqual([1]);
  });

  it('leaves out people with neither annotated actions nor keypoints', () => {
    const count = (keypoints: number[] | null) => {
      const unknown = person([0, 0, 10, 10], {
        interactions: null,
        keypoints: keypoints && Float32Array.from(keypoints),
      });
      const proposals = [proposalsOf([unknown.box, 0])];
      return matchPeople([sampleOf([unknown])], proposals, 9, createRng(0)).length;
    };
    expect([count(null), count([0, 0, 0, 5, 5, 0]), count([0, 0, 0, 5, 5, 1])]).toEqual([0, 0, 1]);
  });

  it('ignores proposals that are empty or not finite', () => {
    const proposals = proposalsOf([[0, 0, NaN, 10], 0], [[0, 0, 0, 10], 0], [[10, 10, 0, 0], 0]);
    expect(matchPeople([sampleOf([LEFT])], [proposals], 9, createRng(0))).toEqual([]);
  });

  it('never matches a crowd, even if it overlaps more than a person', () => {
    const crowd = person([0, 0, 12, 10], { crowd: true });
    const match = (box: XyxyBox) =>
      matchPeople([sampleOf([crowd, LEFT])], [proposalsOf([box, 0])], 9, createRng(0));
    expect(match([0, 0, 12, 10]).map((found) => found.person)).toEqual([LEFT]);
    expect(match([6, 0, 12, 10])).toEqual([]);
  });

  it('returns no matches without annotated people', () => {
    const proposals = [proposalsOf([LEFT.box, 0]), proposalsOf()];
    expect(matchPeople([sampleOf([]), sampleOf([LEFT])], proposals, 9, createRng(0))).toEqual([]);
  });
});

test('counts people, not proposals, that have no row', () => {
  const sample = sampleOf([LEFT, RIGHT]);
  const proposals = proposalsOf([[0, 0, 10, 9], 0], [[0, 0, 10, 8], 0], [[20, 0, 30, 10], 0]);
  const count = (limit: number) => samplePeople([sample], [proposals], limit, createRng(0)).people;
  expect(count(1)).toEqual({ found: 2, left: 1 });
  expect(count(2)).toEqual({ found: 2, left: 0 });
  expect(samplePeople([sampleOf([])], [proposals], 1, createRng(0)).people).toEqual({
    found: 0,
    left: 0,
  });
});
