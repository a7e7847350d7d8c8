import { LeakWatch } from './leak-watch';

const outside = ['stages[1].mask: attention mask "mine" of ./my-mask.ts'];
const warnings = (watch: LeakWatch, counts: readonly number[]) =>
  counts.map((count) => watch.step(count)).filter((line) => line !== null);
const growing = Array.from({ length: 20 }, (_, i) => 100 + 3 * i);

test('names the plugins from outside once if every step leaves tensors behind', () => {
  expect(warnings(new LeakWatch(outside), growing)).toEqual([
    expect.stringMatching(
      /^Every step leaves 3 tensors behind.*stages\[1\]\.mask: attention mask "mine" of \.\/my-mask\.ts/,
    ),
  ]);
});

test('says nothing of counts that fall now and then, and nothing without a plugin from outside', () => {
  const wavering = Array.from({ length: 40 }, (_, i) => 100 + (i % 5));
  expect(warnings(new LeakWatch(outside), wavering)).toEqual([]);
  expect(warnings(new LeakWatch([]), growing)).toEqual([]);
});
