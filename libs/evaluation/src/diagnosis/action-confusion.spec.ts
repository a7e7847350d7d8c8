import { ActionConfusion } from './action-confusion';

test('a score for an action that the person does as well is no confusion', () => {
  const confusion = new ActionConfusion(3);
  confusion.add([0.8, 0.6, 0.1], [true, true, false]);
  confusion.add([0.6, 0.2, 0.3], [true, false, false]);
  expect(confusion.result()).toEqual({
    people: [2, 1, 0],
    scores: [
      [expect.closeTo(0.7, 10), 0.2, expect.closeTo(0.2, 10)],
      [null, 0.6, 0.1],
      [null, null, null],
    ],
  });
});
