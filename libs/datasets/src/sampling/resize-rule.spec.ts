import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resizeRule } from './resize-rule';

interface Case {
  readonly from: [number, number];
  readonly rule: [number, number];
  readonly detectron: [width: number, height: number, scale: number];
  readonly torchvision: [width: number, height: number];
}

const golden = JSON.parse(
  readFileSync(join(__dirname, '__golden__', 'resize-rule.json'), 'utf8'),
) as Case[];

describe('resizeRule', () => {
  it('returns the same sizes as Detectron', () => {
    expect(golden.length).toBeGreaterThan(100);
    for (const { from, rule, detectron } of golden) {
      const [shortSide, longSide] = rule;
      const size = resizeRule({ shortSide, longSide })({ width: from[0], height: from[1] });
      expect({ from, ...size }).toEqual({
        from,
        // Without sides that round to 0, which OpenCV refuses.
        width: detectron[0],
        height: detectron[1],
        scale: detectron[2],
      });
    }
  });

  it('is within a pixel of torchvision, which rounds down', () => {
    for (const { from, rule, torchvision } of golden) {
      const [shortSide, longSide] = rule;
      const size = resizeRule({ shortSide, longSide })({ width: from[0], height: from[1] });
      expect(Math.abs(size.width - torchvision[0])).toBeLessThanOrEqual(1);
      expect(Math.abs(size.height - torchvision[1])).toBeLessThanOrEqual(1);
    }
  });

  it('does not enlarge smaller images with the option, and still shrinks larger ones', () => {
    const rule = resizeRule({ shortSide: 100, longSide: 200, upscale: false });
    expect(rule({ width: 80, height: 60 })).toEqual({ width: 80, height: 60, scale: 1 });
    expect(rule({ width: 400, height: 200 })).toEqual({ width: 200, height: 100, scale: 0.5 });
  });

  it('leaves at least one pixel', () => {
    const rule = resizeRule({ shortSide: 100, longSide: 200 });
    expect(rule({ width: 9000, height: 2 })).toMatchObject({ width: 200, height: 1 });
  });
});
