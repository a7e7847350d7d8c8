import { LeftOutTally, leftOutOf } from './left-out';

const image = (people: number, chosen: number) => ({
  detections: {
    boxes: new Float32Array(4 * people),
    scores: new Float32Array(people).fill(0.5),
    classes: new Int32Array(people),
  },
  people: Int32Array.from({ length: chosen }, (_, i) => i),
});

test('counts classes that the model does not know, of at least the minimum score', () => {
  const unknown = [
    { label: 'chair', score: 0.9 },
    { label: 'chair', score: 0.3 },
    { label: 'dog', score: 0.29 },
  ];
  const { classes, people } = leftOutOf({ unknown }, image(2, 2), { minScore: 0.3 });
  expect([...classes]).toEqual([['chair', 2]]);
  expect(people).toBe(0);
});

test('counts people beyond the maximum', () => {
  expect(leftOutOf({}, image(60, 50), { minScore: 0.5 }).people).toBe(10);
  expect(leftOutOf({}, image(60, 0), { minScore: 0.6 }).people).toBe(0);
});

test('one line per kind, with the most frequent classes first', () => {
  const tally = new LeftOutTally();
  expect(tally.lines()).toEqual([]);
  tally.add({ classes: new Map([['dog', 1]]), people: 0 });
  expect(tally.lines()).toEqual([
    '1 object of 1 class that the model does not know was left out (1 × dog).',
  ]);
  tally.add({ classes: new Map([['chair', 3]]), people: 10 });
  tally.add({ classes: new Map([['dog', 1]]), people: 2 });
  expect(tally.lines()).toEqual([
    '5 objects of 2 classes that the model does not know were left out (3 × chair, 2 × dog).',
    '12 people have no poses and actions, since 2 images have more people, some of them doubtful, than are looked at.',
  ]);
});

test('names twelve classes', () => {
  const tally = new LeftOutTally();
  const classes = new Map(Array.from({ length: 13 }, (_, i) => [`c${i}`, 1]));
  tally.add({ classes, people: 0 });
  expect(tally.lines()[0]).toMatch(/^13 objects of 13 classes .*1 × c11, …\)\.$/);
});
