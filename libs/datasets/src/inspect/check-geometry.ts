import type { ImageAnnotations, KeypointLayout, PersonAnnotation, XyxyBox } from '@turbo-hoi/core';
import type { Findings } from './finding';

// Tolerance: annotations are rounded, and formats count pixels from 0 or 1.
const TOLERANCE = 1;

export type ImageSize = Pick<ImageAnnotations, 'width' | 'height'>;

export function checkBox(
  box: XyxyBox,
  { width, height }: ImageSize,
  where: string,
  findings: Findings,
): void {
  const [x1, y1, x2, y2] = box;
  const shown = `${where}: ${list(box)}`;
  if (!box.every(Number.isFinite)) return findings.add('broken-box', shown);
  if (x2 <= x1 || y2 <= y1) return findings.add('empty-box', shown);
  const inImage = `${shown} in ${width} × ${height}`;
  if (x1 >= width || y1 >= height || x2 <= 0 || y2 <= 0) findings.add('box-outside', inImage);
  else if (isBeyond(x1, y1, width, height) || isBeyond(x2, y2, width, height)) {
    findings.add('box-beyond', inImage);
  }
}

export function checkKeypoints(
  { keypoints, keypointWeights }: PersonAnnotation,
  size: ImageSize,
  { names }: KeypointLayout,
  where: string,
  findings: Findings,
): void {
  if (keypointWeights && !areWeights(keypointWeights, names.length)) {
    findings.add('broken-weights', `${where}: ${list([...keypointWeights])}`);
  }
  if (keypoints === null) return;
  if (keypoints.length !== 3 * names.length) {
    const expected = `${keypoints.length} numbers; expected ${3 * names.length}`;
    return findings.add('broken-keypoints', `${where}: ${expected}`);
  }
  names.forEach((name, k) => {
    const [x, y, v] = keypoints.subarray(3 * k, 3 * k + 3);
    const shown = `${where}, ${name}: ${list([x, y, v])}`;
    if (![0, 1, 2].includes(v) || (v > 0 && !Number.isFinite(x + y))) {
      findings.add('broken-keypoints', shown);
    } else if (v > 0 && isBeyond(x, y, size.width, size.height)) {
      findings.add('keypoint-outside', `${shown} in ${size.width} × ${size.height}`);
    }
  });
}

function isBeyond(x: number, y: number, width: number, height: number): boolean {
  return x < -TOLERANCE || y < -TOLERANCE || x > width + TOLERANCE || y > height + TOLERANCE;
}

function areWeights(weights: Float32Array, count: number): boolean {
  return weights.length === count && weights.every((weight) => weight >= 0 && weight <= 1);
}

function list(values: readonly number[]): string {
  return `[${values.map((value) => Math.round(value * 100) / 100).join(', ')}]`;
}
