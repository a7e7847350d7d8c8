import type { XyxyBox } from '@turbo-hoi/core';
import {
  boxToImage,
  letterboxView,
  multipleView,
  pointToImage,
  squareView,
  stretchedView,
  type View,
} from './view';

const image = { width: 640, height: 425 };
const views: [string, View][] = [
  ['stretched', stretchedView(image, 416, 416)],
  ['letterbox', letterboxView(image, 512)],
  ['multiple', multipleView(image, 256, 32)],
  ['square', squareView([280, 45, 500, 391], 1.25, 256)],
];

function toView({ box, width, height }: View, [x, y]: readonly number[]): [number, number] {
  const [x1, y1, x2, y2] = box;
  return [((x - x1) / (x2 - x1)) * width, ((y - y1) / (y2 - y1)) * height];
}

test.each(views)('maps a point to the %s view and back', (_, view) => {
  for (const point of [
    [0, 0],
    [640, 425],
    [123.25, 77.5],
    [-30, 500],
  ]) {
    const [x, y] = pointToImage(view, ...toView(view, point));
    expect(x).toBeCloseTo(point[0], 9);
    expect(y).toBeCloseTo(point[1], 9);
  }
});

test.each(views.slice(1))('the %s view keeps the proportions', (_, view) => {
  const [x1, y1, x2, y2] = view.box;
  expect((x2 - x1) / view.width).toBeCloseTo((y2 - y1) / view.height, 9);
});

test('maps the whole grid to the whole view', () => {
  for (const [, view] of views) {
    const whole = boxToImage(view, [0, 0, view.width, view.height]);
    whole.forEach((edge, i) => expect(edge).toBeCloseTo(view.box[i], 9));
  }
});

test('pads sides to the next multiple', () => {
  const { width, height, box } = multipleView(image, 256, 32);
  expect([width, height]).toEqual([256, 192]);
  expect(box.map((edge) => Math.round(edge))).toEqual([0, 0, 640, 480]);
});

test('a square view has the center of its box and may extend beyond the image', () => {
  const person: XyxyBox = [0, 0, 40, 100];
  expect(squareView(person, 1.25, 192)).toEqual({
    box: [-42.5, -12.5, 82.5, 112.5],
    width: 192,
    height: 192,
  });
});
