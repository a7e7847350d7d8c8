import { andThen, type Recipe } from './recipe';

/** Input normalisation of a network: channels in this order, each (0..255 - mean) / deviation. */
export interface PixelFormat {
  readonly order: 'RGB' | 'BGR';
  /** In that order. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const scaled = (numbers: readonly number[]) => numbers.map((number) => 255 * number);

export const PIXEL_FORMATS = {
  torchvision: {
    order: 'RGB',
    mean: scaled([0.485, 0.456, 0.406]),
    deviation: scaled([0.229, 0.224, 0.225]),
  },
  detectron: { order: 'BGR', mean: [102.9801, 115.9465, 122.7717], deviation: [1, 1, 1] },
  detectron2: { order: 'BGR', mean: [103.53, 116.28, 123.675], deviation: [1, 1, 1] },
} as const satisfies Record<string, PixelFormat>;

export type PixelFormatName = keyof typeof PIXEL_FORMATS;

/**
 * Converts a network for another pixel format to torchvision's format.
 *
 * A pixel n in torchvision's format is `scale · n + shift` in the other one: the first convolution's weights absorb the
 * order and the scale, the mean of the following normalisation absorbs the shift. Exact up to rounding, except for the
 * three pixels at the border, where zero padding stands for another colour: the error is below the shift (0 in
 * detectron2, below 1/255 in Detectron).
 */
export function withTorchvisionPixels(recipes: readonly Recipe[], format: PixelFormat): Recipe[] {
  const conv = recipes.find(({ name }) => name === 'conv1.weight');
  if (conv === undefined || format === PIXEL_FORMATS.torchvision) return [...recipes];
  const { mean, deviation } = PIXEL_FORMATS.torchvision;
  // By RGB channel.
  const sources = format.order === 'BGR' ? [2, 1, 0] : [0, 1, 2];
  const scale = sources.map((channel, i) => deviation[i] / format.deviation[channel]);
  const shift = sources.map(
    (channel, i) => (mean[i] - format.mean[channel]) / format.deviation[channel],
  );
  const [, channels, height, width] = conv.shape;
  if (conv.shape.length !== 4 || channels !== 3) return [...recipes];
  const area = height * width;
  return recipes.map((recipe) => {
    if (recipe === conv) {
      return andThen(recipe, [], (weight) =>
        weight.map((_, at) => {
          const channel = Math.floor(at / area) % 3;
          return weight[at + (sources[channel] - channel) * area] * scale[channel];
        }),
      );
    }
    if (recipe.name !== 'bn1.running_mean' || recipe.shape[0] !== conv.shape[0]) return recipe;
    return andThen(recipe, [conv], (own, weight) =>
      own.map((value, out) => value - response(weight, out, area, sources, shift)),
    );
  });
}

/** Output of a filter for a constant colour. */
function response(
  weight: Float32Array,
  out: number,
  area: number,
  sources: readonly number[],
  shift: readonly number[],
): number {
  let sum = 0;
  sources.forEach((channel, i) => {
    const first = (out * 3 + channel) * area;
    for (let at = first; at < first + area; at++) sum += weight[at] * shift[i];
  });
  return sum;
}
