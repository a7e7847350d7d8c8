import { type AnnotatedPose, boxToXywh, type DatasetInfo } from '@turbo-hoi/core';
import { categoryIds } from '../photo/category-ids';
import type { PhotoPrediction } from '../photo/photo-prediction';
import { annotatedKeypoints, personKeypoints } from './person-keypoints';

/** An image of {@link CocoDocument}. */
interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}

interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: readonly number[];
  readonly area: number;
  readonly iscrowd: 0;
  readonly score: number;
  readonly keypoints?: readonly number[];
  readonly num_keypoints?: number;
}

/** Detections and keypoints of all photos in the layout of COCO's annotation files; `score` is added. */
export interface CocoDocument {
  readonly images: readonly CocoImage[];
  readonly annotations: readonly CocoAnnotation[];
  readonly categories: readonly object[];
}

export interface CocoExportOptions {
  readonly info: DatasetInfo;
  /** The stage whose keypoints are exported where `poses` are not given. */
  readonly stage?: number;
}

/** Collects photos for a {@link CocoDocument}. */
export class CocoExport {
  private readonly images: CocoImage[] = [];
  private readonly annotations: CocoAnnotation[] = [];
  private readonly ids: readonly number[];
  private layout;

  constructor(private readonly options: CocoExportOptions) {
    this.ids = categoryIds(options.info.objectClasses);
    this.layout = options.info.keypoints;
  }

  /** @param poses of a pose detector; absent: the stage's */
  add(
    fileName: string,
    prediction: PhotoPrediction,
    poses: readonly AnnotatedPose[] | undefined,
  ): void {
    const { info, stage } = this.options;
    const { width, height, detections, raw } = prediction;
    const { layout, byPerson } = personKeypoints(prediction, info.keypoints, { poses, stage });
    this.layout = layout;
    this.images.push({ id: raw.imageId, file_name: fileName, width, height });
    detections.forEach(({ box, label, score }, detection) => {
      const bbox = boxToXywh(box).map((side) => Math.round(100 * side) / 100);
      const found = byPerson.get(detection);
      const keypoints = found && annotatedKeypoints(found, prediction);
      this.annotations.push({
        id: this.annotations.length + 1,
        image_id: raw.imageId,
        category_id: this.ids[info.objectClasses.indexOf(label)],
        bbox,
        area: Math.round(bbox[2] * bbox[3]),
        iscrowd: 0,
        score: Number(score.toPrecision(5)),
        ...(keypoints && {
          keypoints,
          num_keypoints: keypoints.filter((v, i) => i % 3 === 2 && v > 0).length,
        }),
      });
    });
  }

  document(): CocoDocument {
    const { names, bones } = this.layout;
    const skeleton = bones.map(([from, to]) => [from + 1, to + 1]);
    const categories = this.options.info.objectClasses.map((name, i) => ({
      id: this.ids[i],
      name,
      ...(i === 0 && { keypoints: names, skeleton }),
    }));
    return { images: this.images, annotations: this.annotations, categories };
  }
}
