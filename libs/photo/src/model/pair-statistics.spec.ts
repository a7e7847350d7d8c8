import type { ImageAnnotations, Interaction, PersonAnnotation } from '@turbo-hoi/core';
import { BALL, CHAIR, PERSON, tinyInfo } from '../testing/tiny-photo-model';
import { PairCounter, type PairStatistics } from './pair-statistics';

const [STAND, INSTR, OBJ] = [0, 1, 2];

const person = (interactions: Interaction[] | null, crowd = false): PersonAnnotation => ({
  annotationId: 1,
  box: [0, 0, 4, 8],
  area: 32,
  keypoints: null,
  interactions,
  crowd,
});

const image = (
  people: readonly PersonAnnotation[],
  things: readonly (number | readonly [number, boolean])[],
): ImageAnnotations => ({
  imageId: 1,
  width: 8,
  height: 8,
  people,
  objects: things.map((thing) => {
    const [category, crowd] = typeof thing === 'number' ? [thing, false] : thing;
    return { annotationId: 2, box: [0, 0, 2, 2], category, crowd };
  }),
});

function count(...images: readonly ImageAnnotations[]): PairStatistics {
  const counter = new PairCounter(tinyInfo);
  for (const one of images) counter.add(one);
  return counter.finish();
}

const hit = (object: number | null): Interaction => ({ column: OBJ, object });
const stand: Interaction = { column: STAND, object: null };

test('base rates are shares of the people whose actions are annotated', () => {
  const { baseRates } = count(
    image([person([stand, hit(0)]), person([]), person(null)], [BALL]),
    image([person([stand]), person([{ column: INSTR, object: null }])], []),
  );
  expect(baseRates).toEqual([0.5, 0.25, 0.25]);
});

test('an action with two targets is one of the person and one of each pair', () => {
  const { baseRates, prior } = count(image([person([hit(0), hit(1)])], [BALL, CHAIR, BALL]));
  expect(baseRates[OBJ]).toBe(1);
  expect([prior[BALL][OBJ], prior[CHAIR][OBJ]]).toEqual([0.5, 1]);
});

test('the prior counts every pair of a person and an object of the class', () => {
  const { prior } = count(
    image([person([hit(0)]), person(null)], [BALL, BALL]),
    image([person([])], [BALL]),
  );
  expect(prior[BALL]).toEqual([0, 0, 0.2]);
  expect(prior[CHAIR]).toEqual([0, 0, 0]);
});

test('people are pairs with each other, not with themselves', () => {
  // A person who is a target is listed among the objects.
  const { prior } = count(image([person([hit(0)]), person([])], [PERSON]));
  expect(prior[PERSON][OBJ]).toBe(0.5);
});

test('leaves out groups', () => {
  const { baseRates, prior } = count(
    image([person([hit(0)]), person([stand], true)], [BALL, [BALL, true]]),
  );
  expect(baseRates).toEqual([0, 0, 1]);
  expect(prior[BALL][OBJ]).toBe(1);
});

test('a split without people has rates of 0', () => {
  const { baseRates, prior } = count(image([], [BALL]));
  expect([...baseRates, ...prior.flat()]).toEqual(Array(3 + 3 * 3).fill(0));
});
