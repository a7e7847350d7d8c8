export interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}

export interface CocoCategory {
  readonly id: number;
  readonly name: string;
}

/** An object of `instances_vcoco_all_2014.json`. */
export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  /** x, y, width, height. */
  readonly bbox: readonly [number, number, number, number];
  readonly area: number;
  readonly iscrowd: 0 | 1;
  readonly segmentation: unknown;
}

/** A person of `person_keypoints_{train,val}2014.json`; `id` is the same as among the instances. */
export interface CocoPerson extends CocoAnnotation {
  readonly num_keypoints: number;
  /** [K,3] – x, y, v. */
  readonly keypoints: readonly number[];
}

export interface CocoFile<Annotation = CocoAnnotation> {
  readonly images: readonly CocoImage[];
  readonly annotations: readonly Annotation[];
  readonly categories: readonly CocoCategory[];
}

/** COCO 2014's two image sets; V-COCO's train and val are from the first, test from the second. */
export type CocoYearSet = 'train2014' | 'val2014';
