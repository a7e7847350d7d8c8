import type { GroundTruth, ImageAnnotations, XyxyBox } from '@turbo-hoi/core';
import { groundTruth } from '../matching/ground-truth';

export const person = (annotationId: number, box: XyxyBox, crowd?: boolean) => ({
  annotationId,
  box,
  crowd,
  area: 1,
  keypoints: null,
  interactions: null,
});
export const image = (more: Partial<ImageAnnotations>): ImageAnnotations => ({
  imageId: 1,
  width: 64,
  height: 64,
  people: [],
  objects: [],
  ...more,
});

export const truthOf = (...boxes: XyxyBox[]): GroundTruth =>
  groundTruth(image({ people: boxes.map((box, i) => person(i, box)) }));
