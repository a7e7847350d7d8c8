import { busyWarning, setting } from './setting';

test.each([
  [0.3, ''],
  [2.5, 'Other programs are running (load 2.5 on 2 cores): ratios mean little'],
])('with a load of %d it warns "%s"', (load, words) => {
  const machine = { processor: 'a processor', cores: 2 };
  const warning = busyWarning({ ...setting(), load, machine });
  expect(warning.slice(0, words.length || undefined)).toBe(words);
});
