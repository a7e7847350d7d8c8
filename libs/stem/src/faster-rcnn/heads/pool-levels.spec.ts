import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { assignLevels, poolLevels } from './pool-levels';

const { boxes, levels, roi } = JSON.parse(
  readFileSync(join(__dirname, '__golden__/levels.json'), 'utf8'),
) as Record<'boxes' | 'levels' | 'roi', number[]>;

const STRIDES = [4, 8, 16, 32];

const maps = STRIDES.map((stride, level) => {
  const side = 256 / stride;
  const numbers = Float32Array.from({ length: 2 * side * side }, (_, i) =>
    Math.sin(Math.fround(i * (level + 1))),
  );
  return { stride, map: tf.tensor4d(numbers, [1, side, side, 2]) };
});

const given = Float32Array.from(boxes);

test('assigns boxes to the same levels as LevelMapper', () => {
  expect([...assignLevels(given, STRIDES)]).toEqual(levels);
  expect(new Set(levels).size).toBeGreaterThan(2);
});

test('regions equal those of MultiScaleRoIAlign, in the order of the boxes', () => {
  expectClose(poolLevels(maps, given, 2), roi, { absolute: 1e-4 });
});

test('accepts zero boxes and a box without extent', () => {
  expect(poolLevels(maps, new Float32Array(0), 2).shape).toEqual([0, 2, 2, 2]);
  expect(poolLevels(maps, Float32Array.of(5, 5, 5, 5), 2).shape).toEqual([1, 2, 2, 2]);
});

test('leaves no tensor behind', () => {
  expectNoLeak(() => poolLevels(maps, given, 2));
  expectNoLeak(() => poolLevels(maps.slice(0, 1), given, 2));
});
