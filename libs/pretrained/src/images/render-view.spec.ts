import { join } from 'node:path';
import { expectClose, golden } from '@turbo-hoi/testing';
import { renderView } from './render-view';
import type { View } from './view';

interface Case {
  readonly image: { readonly width: number; readonly height: number; readonly data: number[] };
  readonly view: View;
  readonly original: string;
  readonly pixels: number[];
}

const cases = golden<Case[]>(join(__dirname, '__golden__/views.json'));
const imageOf = ({ image }: Case) => ({ ...image, data: Uint8Array.from(image.data) });

test.each(cases)('equals $original on the view $view', (expected) => {
  expectClose(renderView(imageOf(expected), expected.view), expected.pixels, { absolute: 1e-3 });
});

test('a view of the whole image in its own size equals the image', () => {
  const image = imageOf(cases[0]);
  const { width, height } = image;
  const view: View = { box: [0, 0, width, height], width, height };
  expectClose(renderView(image, view), image.data);
});

test('is black outside the image', () => {
  const image = { width: 4, height: 2, data: new Uint8Array(24).fill(255) };
  const pixels = renderView(image, { box: [0, 0, 4, 4], width: 4, height: 4 });
  expect([...pixels]).toEqual([...Array<number>(24).fill(255), ...Array<number>(24).fill(0)]);
});
