import {
  BOX_FEATURES,
  boxFeatures,
  type MergedBox,
  mergeViews,
  type PhotoSight,
  seenChance,
  VIEW_KINDS,
} from '@turbo-hoi/pretrained';
import type { AnnotatedPhoto } from '../photos/coco-photos';
import { matchThings } from './match-things';

/** The merged boxes of one photo with what the learned score reads, and whether each is right. */
export interface Candidates {
  readonly photo: AnnotatedPhoto;
  readonly merged: readonly MergedBox[];
  /** [n · BOX_FEATURES.length] */
  readonly features: Float64Array;
  /** [n] index into `COCO_80` */
  readonly classes: Int32Array;
  /** [n] 0 or 1 */
  readonly labels: Uint8Array;
}

/** @param withCenternet whether its view counts */
export function candidatesOf(
  photo: AnnotatedPhoto,
  { seen, scene }: PhotoSight,
  withCenternet: boolean,
): Candidates {
  const isUsed = (kind: string) => withCenternet || kind !== 'centernet';
  const merged = mergeViews(
    seen.filter(({ kind }) => isUsed(kind)),
    scene.image,
  );
  const features = boxFeatures(merged, {
    ...scene,
    kinds: VIEW_KINDS.filter((kind) => scene.kinds.includes(kind) && isUsed(kind)),
  });
  const classes = Int32Array.from(merged, ({ classId }) => classId);
  const found = {
    boxes: Float32Array.from(merged.flatMap(({ box }) => [...box])),
    scores: Float32Array.from(merged, seenChance),
    classes,
  };
  const labels = Uint8Array.from(matchThings(found, photo.things), (match) => Number(match >= 0));
  return { photo, merged, features, classes, labels };
}

/** Number of columns of the features. */
export const WIDTH = BOX_FEATURES.length;
