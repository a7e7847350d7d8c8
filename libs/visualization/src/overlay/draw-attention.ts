import type { XyxyBox } from '@turbo-hoi/core';
import type { Interval } from '../charts/scale';
import { markup } from '../markup/markup';
import { coordinate, fixed } from '../markup/numbers';
import { backdrop } from './backdrop';
import type { ExampleImage } from './example-image';
import { heatLayer } from './heat-layer';

/**
 * An attention mask over the image crop of its person's box, as one SVG element.
 *
 * @param mask `S · S` row-major; it covers the box, as in RoIAlign
 * @param range the values of the first and the last color (see `colorBar`)
 * @param image URL of the image, or `#id` of an element of the page
 * @throws TurboHoiError `shape` if the mask is not a square
 */
export function drawAttention(
  example: Pick<ExampleImage, 'image'>,
  box: XyxyBox,
  mask: Float32Array,
  range: Interval,
  image?: string,
): string {
  const { width, height } = example.image;
  const [x1, y1, x2, y2] = box;
  const view = [x1, y1, Math.max(x2 - x1, 1), Math.max(y2 - y1, 1)].map(coordinate).join(' ');
  const finite = Array.from(mask).filter(Number.isFinite);
  const name = `attention from ${fixed(Math.min(...finite), 2)} to ${fixed(Math.max(...finite), 2)}`;
  return markup`<svg class="th-attention" viewBox="${view}" role="img" aria-label="${name}" xmlns="http://www.w3.org/2000/svg"><title>${name}</title>
${image !== undefined && markup`<g style="filter:grayscale(1)">${backdrop(image, width, height)}</g>`}
${heatLayer(mask, box, range)}</svg>`.text;
}
