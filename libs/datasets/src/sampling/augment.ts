import {
  flipBox,
  type DatasetInfo,
  type PersonAnnotation,
  type RgbImage,
  type Rng,
  type Sample,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { hasPixels } from './blank-pixels';
import { flipKeypoints } from './flip-keypoints';

const probability = z.number().min(0).max(1);

/** Options of the training augmentation. */
export const augmentSchema = z.strictObject({
  /** Probability of a left-right mirror image. */
  flip: probability.default(0.5),
  /** Probability of a random order of the color channels. */
  channelShuffle: probability.default(0.5),
  /** Range of the factor on all pixels. */
  brightness: z
    .tuple([z.number().nonnegative(), z.number().nonnegative()])
    .readonly()
    .default([0.8, 1.15]),
});

export interface AugmentOptions {
  readonly flip: number;
  readonly channelShuffle: number;
  readonly brightness: readonly [number, number];
}

/** The augmentation of one sample. */
export interface Variation {
  readonly flipped: boolean;
  /** Which channel becomes red, green and blue. */
  readonly channels: readonly number[];
  /** The factor on all pixels. */
  readonly gain: number;
}

/** Returns a randomly augmented copy of a sample; mirroring swaps left and right keypoints. */
export function augment(
  sample: Sample,
  options: AugmentOptions,
  info: DatasetInfo,
  rng: Rng,
): Sample {
  return applyVariation(sample, drawVariation(options, rng), info);
}

/** The random part of {@link augment}; the same augmentation has to be applied to the sample's proposals. */
export function drawVariation(options: AugmentOptions, rng: Rng): Variation {
  const flipped = rng.chance(options.flip);
  const channels = rng.chance(options.channelShuffle) ? [...rng.permutation(3)] : [0, 1, 2];
  return { flipped, channels, gain: rng.uniform(...options.brightness) };
}

/** The deterministic part of {@link augment}; a sample without pixels is only mirrored. */
export function applyVariation(sample: Sample, variation: Variation, info: DatasetInfo): Sample {
  const image = hasPixels(sample.image) ? varied(sample.image, variation) : sample.image;
  return variation.flipped ? { ...mirrored(sample, info), image } : { ...sample, image };
}

function mirrored(sample: Sample, info: DatasetInfo): Sample {
  const { width } = sample.image;
  const { mirror } = info.keypoints;
  const person = (annotation: PersonAnnotation): PersonAnnotation => ({
    ...annotation,
    box: flipBox(annotation.box, width),
    keypoints: annotation.keypoints && flipKeypoints(annotation.keypoints, info.keypoints, width),
    ...(annotation.keypointWeights && {
      keypointWeights: annotation.keypointWeights.map((_, k, weights) => weights[mirror[k]]),
    }),
  });
  return {
    ...sample,
    people: sample.people.map(person),
    objects: sample.objects.map((object) => ({ ...object, box: flipBox(object.box, width) })),
  };
}

function varied(
  { data, width, height }: RgbImage,
  { flipped, channels, gain }: Variation,
): RgbImage {
  const tone = Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, value * gain + 0.5));
  const [red, green, blue] = channels;
  const out = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < height; y++) {
    const step = flipped ? -3 : 3;
    let from = 3 * (y * width + (flipped ? width - 1 : 0));
    for (let x = 0; x < width; x++, from += step, to += 3) {
      out[to] = tone[data[from + red]];
      out[to + 1] = tone[data[from + green]];
      out[to + 2] = tone[data[from + blue]];
    }
  }
  return { data: out, width, height };
}
