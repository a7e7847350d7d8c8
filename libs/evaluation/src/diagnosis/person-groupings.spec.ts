import type { PersonAnnotation, XyxyBox } from '@turbo-hoi/core';
import { areaGrouping, OVERLAP_WITH_OTHERS, VISIBLE_JOINTS } from './person-groupings';

const person = (changes: Partial<PersonAnnotation>): PersonAnnotation => ({
  annotationId: 1,
  box: [0, 0, 10, 10],
  area: 100,
  keypoints: null,
  interactions: [],
  ...changes,
});
const withFlags = (...flags: number[]) =>
  person({ keypoints: Float32Array.from(flags.flatMap((flag) => [1, 1, flag])) });

test("COCO's sizes, if all of them occur", () => {
  const { by, groups, groupOf } = areaGrouping([100, 2000, 20000]);
  expect(by).toContain('COCO');
  expect(groups).toEqual(['below 32²', '32² to 96²', '96² and above']);
  const areas = [1023, 1024, 9215, 9216];
  expect(areas.map((area) => groupOf(person({ area }), []))).toEqual([0, 1, 1, 2]);
});

test('thirds where one of them has hardly anybody', () => {
  const { groups, groupOf } = areaGrouping([100, 100, 400, 400, 900, 900]);
  expect(groups).toEqual(['below 20²', '20² to 30²', '30² and above']);
  expect([100, 400, 900].map((area) => groupOf(person({ area }), []))).toEqual([0, 1, 2]);
});

test('by the share of all joints that are visible', () => {
  const { groupOf } = VISIBLE_JOINTS;
  const flags = [
    [2, 1, 0, 0],
    [2, 2, 1, 1],
    [2, 2, 2, 0],
    [0, 0, 0, 0],
  ];
  expect(flags.map((some) => groupOf(withFlags(...some), []))).toEqual([0, 1, 2, -1]);
  expect(groupOf(person({}), [])).toBe(-1);
});

test('by the overlap with any other person', () => {
  const [first, second] = [
    [0, 0, 10, 10],
    [8, 0, 18, 10],
  ].map((box) => person({ box: box as unknown as XyxyBox }));
  const alone = person({ box: [90, 90, 99, 99] });
  const all = [first, second, alone];
  expect(all.map((one) => OVERLAP_WITH_OTHERS.groupOf(one, all))).toEqual([1, 1, 0]);
  expect(OVERLAP_WITH_OTHERS.groupOf(first, [first])).toBe(0);
});
