import type { PhotoDetection } from '@turbo-hoi/inference';
import type { ActionLabel } from './action-labels';
import { scorePhoto } from './score-photo';

const label: ActionLabel = {
  file: 'a.jpg',
  action: 'riding a horse',
  verbs: ['ride'],
  alsoTrue: ['sit'],
  objects: ['horse', 'cow'],
  personBox: [0, 0, 10, 20],
};
const person = (x: number): PhotoDetection => ({
  label: 'person',
  score: 0.9,
  box: [x, 0, x + 10, 20],
});
const thing = (name: string): PhotoDetection => ({ label: name, score: 0.5, box: [0, 0, 9, 9] });
const detections = [person(30), person(2), thing('horse'), thing('cup')];
const [OTHER, OWN, HORSE, CUP] = [0, 1, 2, 3];

const triplet = (action: string, object: number | null, of = OWN) => ({
  person: of,
  action,
  object,
});
const score = (...triplets: readonly ReturnType<typeof triplet>[]) =>
  scorePhoto({ detections }, triplets, label);

test('the first triplet of the labelled person counts', () => {
  expect(score(triplet('hold', CUP, OTHER), triplet('ride', HORSE))).toEqual({
    personFound: true,
    objectFound: true,
    top1: true,
    top3: true,
    top1Lenient: true,
  });
});

test.each<[string, ReturnType<typeof triplet>[], boolean[]]>([
  ['another verb', [triplet('hold', HORSE)], [false, false, false]],
  ['a verb that is also true', [triplet('sit', HORSE)], [false, false, true]],
  ['another object', [triplet('ride', CUP)], [false, false, false]],
  ['no object', [triplet('ride', null)], [false, false, false]],
  ['another person', [triplet('ride', HORSE, OTHER)], [false, false, false]],
  ['second', [triplet('hold', CUP), triplet('ride', HORSE)], [false, true, false]],
  [
    'after triplets without objects',
    [triplet('stand', null), triplet('walk', null), triplet('run', null), triplet('ride', HORSE)],
    [true, true, true],
  ],
  [
    'fourth',
    [triplet('hold', CUP), triplet('eat', CUP), triplet('cut', CUP), triplet('ride', HORSE)],
    [false, false, false],
  ],
  ['nothing', [], [false, false, false]],
])('%s: top 1, top 3, lenient', (_, triplets, expected) => {
  const { top1, top3, top1Lenient } = score(...triplets);
  expect([top1, top3, top1Lenient]).toEqual(expected);
});

test('a person who overlaps too little is not found, and neither are the triplets', () => {
  const apart = { detections: [person(9), thing('horse')] };
  expect(scorePhoto(apart, [triplet('ride', 1, 0)], label)).toMatchObject({
    personFound: false,
    objectFound: true,
    top1: false,
  });
  expect(scorePhoto({ detections: [] }, [], label)).toMatchObject({
    personFound: false,
    objectFound: false,
  });
});

test('of several people the one that overlaps most is the labelled one', () => {
  const both = { detections: [person(3), person(0), thing('horse')] };
  expect(scorePhoto(both, [triplet('ride', 2, 1)], label).top1).toBe(true);
  expect(scorePhoto(both, [triplet('ride', 2, 0)], label).top1).toBe(false);
});
