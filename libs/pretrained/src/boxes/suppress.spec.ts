import { join } from 'node:path';
import type { Detections } from '@turbo-hoi/core';
import { takeDetections } from '@turbo-hoi/detection';
import { golden } from '@turbo-hoi/testing';
import { suppress } from './suppress';

interface Golden {
  readonly boxes: number[];
  readonly scores: number[];
  readonly classes: number[];
  readonly nmsIou: number;
  readonly scoreThreshold: number;
  readonly kept: number[];
}

const { nmsIou, scoreThreshold, kept, ...lists } = golden<Golden>(
  join(__dirname, '__golden__/suppress.json'),
);
const candidates: Detections = {
  boxes: Float32Array.from(lists.boxes),
  scores: Float32Array.from(lists.scores),
  classes: Int32Array.from(lists.classes),
};
const options = { nmsIou, scoreThreshold, maxDetections: 1000 };

test('keeps the same boxes as torchvision, in the same order', () => {
  expect(kept.length).toBeLessThan(lists.scores.filter((score) => score >= 0.2).length);
  expect(suppress(candidates, options)).toEqual(takeDetections(candidates, kept));
});

test('stops at maxDetections', () => {
  const few = suppress(candidates, { ...options, maxDetections: 7 });
  expect(few).toEqual(takeDetections(candidates, kept.slice(0, 7)));
});

test('returns nothing for no boxes', () => {
  const none = takeDetections(candidates, []);
  expect(suppress(none, options)).toEqual(none);
});

test('drops a NaN score, and keeps the first of equal scores', () => {
  const same = {
    boxes: Float32Array.of(0, 0, 10, 10, 1, 0, 11, 10, 0, 0, 10, 10),
    scores: Float32Array.of(0.5, 0.5, NaN),
    classes: Int32Array.of(0, 0, 1),
  };
  expect(suppress(same, options)).toEqual(takeDetections(same, [0]));
});
