import { CoordinateRange } from './coordinate-range';

test('tells shares of an image from pixels', () => {
  const range = new CoordinateRange();
  expect(range.problem('a.json')).toBeNull();
  range.add(0.4, 0.7);
  expect(range.problem('a.json')).toMatch(/^a.json: all coordinates are at most 0.7: shares/);
  range.add(0.2, 40);
  expect(range.problem('a.json')).toBeNull();
});
