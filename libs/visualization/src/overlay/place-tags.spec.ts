import { boxIou, type XyxyBox } from '@turbo-hoi/core';
import { placeTags } from './place-tags';

const image = { width: 100, height: 100 };
const tag = (text: string, ...anchor: [number, number, number, number]) => ({
  text,
  color: 'white',
  anchor: anchor as XyxyBox,
});

describe('placeTags', () => {
  it('places a tag above its box, flush left', () => {
    const [{ box }] = placeTags([tag('run', 20, 50, 60, 90)], 5, image, []);
    expect(box[0]).toBe(20);
    expect(box[3]).toBe(50);
  });

  it('keeps tags inside the image', () => {
    const corners = [tag('look', -5, -5, 10, 10), tag('look', 90, 90, 120, 120)];
    for (const { box } of placeTags(corners, 5, image, [])) {
      expect(Math.min(...box)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...box)).toBeLessThanOrEqual(100 + 1e-9);
    }
  });

  it('places tags without overlap', () => {
    const crowd = Array.from({ length: 8 }, (_, i) => tag('kick · ball', 40 + i, 40, 60 + i, 60));
    const boxes = placeTags(crowd, 5, image, []).map(({ box }) => box);
    boxes.forEach((a, i) =>
      boxes.slice(i + 1).forEach((b) => expect(boxIou(a, b)).toBeLessThan(1e-6)),
    );
  });

  it('avoids joints', () => {
    const anchor = tag('hold', 40, 50, 60, 60);
    const [{ box }] = placeTags([anchor], 5, image, [
      { x: 41, y: 47 },
      { x: 59, y: 47 },
    ]);
    expect(box[1]).toBe(60);
  });
});
