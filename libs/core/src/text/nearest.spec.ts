import { nearest } from './nearest';

test.each([
  ['hodl', ['walk', 'hold'], 'hold'],
  ['Hold', ['holds', 'hold'], 'hold'],
  ['learningrate', ['learningRate', 'steps'], 'learningRate'],
  ['x', ['hold', 'walk'], undefined],
  ['ho', ['hold'], undefined],
  ['hold', [], undefined],
])('%s among %j means %s', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});
