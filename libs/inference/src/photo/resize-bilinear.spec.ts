import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resizeBilinear } from './resize-bilinear';

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: number[];
}

const cases = JSON.parse(
  readFileSync(join(__dirname, '__golden__/resize-bilinear.json'), 'utf8'),
) as { from: Pixels; to: Pixels }[];

const image = ({ width, height, data }: Pixels) => ({ width, height, data: Uint8Array.from(data) });

test.each(
  cases.map(({ from, to }) => [from.width, from.height, to.width, to.height, from, to] as const),
)('resizes %i×%i to %i×%i the same as Pillow', async (_w, _h, width, height, from, to) => {
  const resized = await resizeBilinear(image(from), width, height);
  expect(resized).toEqual(image(to));
});

test('returns an image of the same size unchanged', async () => {
  const [{ from }] = cases;
  expect(await resizeBilinear(image(from), from.width, from.height)).toEqual(image(from));
});
