import { byPackage } from './check-types';

test('errors belong to the package that declares them', () => {
  const output = [
    "../node_modules/@tensorflow/tfjs-core/dist/a.d.ts(1,2): error TS2304: Cannot find name 'X'.",
    '../node_modules/.pnpm/a/node_modules/long/index.d.ts(3,4): error TS1: No.',
    "entries.ts(1,1): error TS2307: Cannot find module '@turbo-hoi/core'.",
    '  a line that explains',
  ].join('\n');
  expect([...byPackage(output)].map(([name, lines]) => [name, lines.length])).toEqual([
    ['@tensorflow/tfjs-core', 1],
    ['long', 1],
    ['', 1],
  ]);
});
