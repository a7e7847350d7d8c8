import { Calibration } from './calibration';

test('is 0 for scores that are the share of what is right', () => {
  const calibration = new Calibration(1);
  for (let i = 0; i < 4; i++) calibration.add(0, 0.25, i === 0);
  expect(calibration.result()).toMatchObject({ count: 4, ece: 0, classwiseEce: 0 });
  expect(calibration.result().bins[2]).toEqual({
    from: 0.2,
    to: 0.3,
    count: 4,
    score: 0.25,
    right: 0.25,
  });
});

test('weighs the gap of each bin by its scores; errors of classes do not cancel each other', () => {
  const calibration = new Calibration(3);
  // In one bin: the first class is always right, the second never.
  calibration.add(0, 0.5, true);
  calibration.add(1, 0.5, false);
  calibration.add(1, 1, true);
  calibration.add(1, 1, false);
  const { ece, classwiseEce, bins } = calibration.result();
  expect(ece).toBeCloseTo((2 * 0 + 2 * 0.5) / 4, 10);
  expect(classwiseEce).toBeCloseTo((0.5 + (1 * 0.5 + 2 * 0.5) / 3) / 2, 10);
  expect(bins[9]).toMatchObject({ count: 2, score: 1, right: 0.5 });
  expect(bins[0]).toMatchObject({ count: 0, score: null, right: null });
});

test('says nothing without scores', () => {
  expect(new Calibration(2).result()).toMatchObject({ count: 0, ece: null, classwiseEce: null });
});
