import sharp from 'sharp';
import { drawPhoto } from './draw-photo';
import { tileImages } from './tile-images';

const picture = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

async function pixelsOf(png: Uint8Array) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3),
  ];
  return { width: info.width, height: info.height, at };
}

test('pictures of any size are tiles of one, row by row', async () => {
  const [red, blue, green] = await Promise.all([
    picture(40, 40, '#ff0000'),
    picture(20, 10, '#0000ff'),
    picture(80, 80, '#00ff00'),
  ]);
  const { width, height, at } = await pixelsOf(await tileImages([[red, blue], [green]], 40));
  expect([width, height]).toEqual([88, 88]);
  expect(at(20, 20)).toEqual([255, 0, 0]);
  expect(at(68, 20)).toEqual([0, 0, 255]);
  // Above the wide picture, and where the second row has none.
  for (const ground of [at(68, 2), at(68, 68)]) expect(ground).toEqual([11, 14, 20]);
  expect(at(20, 68)).toEqual([0, 255, 0]);
});

test('a drawing over a photo has the size that is asked for', async () => {
  const photo = { data: new Uint8Array(3 * 8 * 4).fill(200), width: 8, height: 4 };
  const draw = () =>
    '<svg viewBox="0 0 8 4" xmlns="http://www.w3.org/2000/svg"><path d="M0 0H4V4H0z" fill="#f00"/></svg>';
  const { svg, png } = await drawPhoto(photo, draw, false, { least: 64, most: 64 });
  const { width, height, at } = await pixelsOf(png);
  expect([width, height]).toEqual([64, 32]);
  expect([at(10, 10), at(50, 10)]).toEqual([
    [255, 0, 0],
    [200, 200, 200],
  ]);
  expect(svg).toContain('<svg width="64" height="32"');
});
