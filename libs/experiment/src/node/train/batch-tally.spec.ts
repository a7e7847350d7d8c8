import { BatchTally } from './batch-tally';

const sampling = { people: 16, objects: 24 };

test('sums what had no row, and mentions nothing else', () => {
  const tally = new BatchTally();
  tally.add({});
  tally.add({ peopleLeftOut: { found: 20, left: 0 } });
  expect(tally.lines(sampling)).toEqual([]);
  tally.add({
    peopleLeftOut: { found: 1980, left: 4 },
    objects: { leftOut: { found: 30, left: 6 } },
  });
  expect(tally.lines(sampling)).toEqual([
    '4 of 2,000 annotated people with a proposal had no row in their step (sampling.people: 16); a larger number trains on them.',
    '6 of 30 annotated objects with a proposal had no row in their step (sampling.objects: 24); a larger number trains on them.',
  ]);
});
