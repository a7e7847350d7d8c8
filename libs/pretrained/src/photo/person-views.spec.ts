import { personViews } from './person-views';

const image = { width: 1000, height: 1000 };
const person = (x: number, y: number, score: number, classId = 0) => ({
  box: [x, y, x + 50, y + 100] as const,
  classId,
  scores: [score],
});

test('looks around the likeliest and largest people first', () => {
  const merged = [person(100, 100, 0.4), person(700, 700, 0.9), person(100, 700, 0.5)];
  const views = personViews(image, merged, 2, 416);
  expect(views.map(({ box }) => box[0] < 500)).toEqual([false, true]);
  expect(views[1].box[1]).toBeGreaterThan(500);
});

test('two people at one place get one view', () => {
  expect(personViews(image, [person(100, 100, 0.9), person(104, 100, 0.9)], 5, 416)).toHaveLength(
    1,
  );
});

test('objects and unlikely people get none', () => {
  const others = [person(100, 100, 0.9, 1), person(100, 100, 0.2)];
  expect(personViews(image, others, 5, 416)).toEqual([]);
  expect(personViews(image, [person(100, 100, NaN)], 5, 416)).toEqual([]);
  expect(personViews(image, [], 5, 416)).toEqual([]);
});

test('a hundred people get no more views than asked for', () => {
  const crowd = Array.from({ length: 100 }, (_, i) =>
    person(95 * (i % 10), 95 * Math.floor(i / 10), 0.9),
  );
  expect(personViews(image, crowd, 3, 416)).toHaveLength(3);
});
