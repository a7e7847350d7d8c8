import {
  boxAt,
  COCO_80,
  type DatasetInfo,
  type Detections,
  type Detector,
  type RgbImage,
  type Sample,
} from '@turbo-hoi/core';
import { type ClassMap, mapClasses, takeDetections } from '@turbo-hoi/detection';
import { MovenetAnnotator } from '../poses/movenet-annotator';
import { movenetSchema } from '../poses/movenet-schema';
import type { ModelSource } from '../source/model-source';
import { boxFeatures } from './box-features';
import { scoredBoxes } from './box-scores';
import { PERSON } from './object-kinds';
import { PhotoLook } from './photo-look';
import type { PhotoOptions } from './photo-schema';
import { PHOTO_SCORES } from './photo-scores';
import { mergeViews } from './seen-in-view';
import { selectBoxes } from './select-boxes';
import { peopleToPose, type PersonPose, skeletons } from './skeletons';

export interface PhotoContext {
  readonly dataset: Pick<DatasetInfo, 'objectClasses'>;
  readonly warn?: (line: string) => void;
}

/**
 * Finds people with skeletons and objects in a photograph: NanoDet at several sizes and around people, one learned score for what
 * the views show together, MoveNet in the boxes of people.
 *
 * A score is the chance that the box is right, as measured on COCO's photographs.
 */
export class PhotoDetector implements Detector {
  readonly cacheKey: string;
  readonly trainedOn: string;
  private readonly look: PhotoLook;
  private readonly poses: MovenetAnnotator | null;
  private readonly classes: ClassMap;

  /** @throws TurboHoiError `config` for a data set that shares no class with COCO */
  constructor(
    private readonly options: PhotoOptions,
    source: ModelSource,
    { dataset, warn }: PhotoContext,
  ) {
    this.look = new PhotoLook(options, source);
    this.classes = mapClasses(COCO_80, dataset.objectClasses);
    const { classOf, unknown } = this.classes;
    if (unknown.length > 0)
      warn?.(`Detector photo has no output for these classes: ${unknown.join(', ')}.`);
    const { pose } = options;
    this.poses =
      pose === 'none' ? null : new MovenetAnnotator(movenetSchema.parse({ variant: pose }), source);
    this.trainedOn = `COCO (${['nanodet', options.centernet && 'centernet', this.poses && 'movenet']
      .filter(Boolean)
      .join(', ')} of ${source.id})`;
    this.cacheKey = JSON.stringify([
      'photo',
      source.id,
      options,
      PHOTO_SCORES.version,
      [...classOf],
    ]);
  }

  propose({ image }: Pick<Sample, 'image'>): Promise<Detections> {
    return this.detect(image);
  }

  /** Detections of an image, best first, with skeletons unless `pose` is `none`. */
  async detect(image: RgbImage): Promise<Detections> {
    const { seen, scene } = await this.look.see(image);
    const merged = mergeViews(seen, image);
    const model = this.options.centernet ? PHOTO_SCORES.withCenternet : PHOTO_SCORES.nanodet;
    const all = scoredBoxes(merged, boxFeatures(merged, scene), model);
    const { classOf } = this.classes;
    const known = [...all.classes.keys()].filter((row) => classOf[all.classes[row]] >= 0);
    const found = selectBoxes(takeDetections(all, known), this.options);
    const keypoints = await this.skeletonsOf(image, found);
    return {
      ...found,
      classes: found.classes.map((index) => classOf[index]),
      ...(keypoints && { keypoints }),
    };
  }

  dispose(): void {
    this.look.dispose();
    this.poses?.dispose();
  }

  private async skeletonsOf(image: RgbImage, found: Detections): Promise<Float32Array | null> {
    if (!this.poses) return null;
    const rows = peopleToPose(found, PERSON, this.options.maxPoses);
    const boxes = rows.map((row) => boxAt(found.boxes, row));
    const poses = await this.poses.annotate({ image, people: boxes });
    const ofRow = poses.map(({ box, keypoints }, i): PersonPose => ({
      ...{ row: rows[i], box, score: found.scores[rows[i]] },
      keypoints: Float32Array.from(keypoints),
    }));
    const model = PHOTO_SCORES[this.options.pose === 'thunder' ? 'thunder' : 'lightning'];
    return skeletons(ofRow, found.scores.length, image, model);
  }
}
