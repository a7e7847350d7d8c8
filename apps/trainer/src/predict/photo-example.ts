import type { DatasetInfo, RgbImage, Sample } from '@turbo-hoi/core';
import type { PhotoPrediction, TripletOptions } from '@turbo-hoi/inference';
import type { ExampleImage } from '@turbo-hoi/visualization';
import { exampleImage } from '@turbo-hoi/experiment/node';

/** A prediction as input of the overlays. */
export function photoExample(
  title: string,
  image: RgbImage,
  { raw }: PhotoPrediction,
  info: DatasetInfo,
  targetChoice?: TripletOptions,
): ExampleImage {
  const { width, height } = image;
  const sample: Sample = { imageId: raw.imageId, width, height, image, people: [], objects: [] };
  return { ...exampleImage(sample, raw, info, targetChoice), title };
}
