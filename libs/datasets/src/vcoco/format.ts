/** One action of `vcoco_<split>.json`: N people, K roles of which the first is the agent. */
export interface VcocoRecord {
  readonly action_name: string;
  readonly role_name: readonly string[];
  /** Classes that a role's objects may have; empty: any. */
  readonly include: readonly (readonly string[])[];
  /** [N]. */
  readonly image_id: readonly number[];
  /** [N]: the person. */
  readonly ann_id: readonly number[];
  /** [N]: 1 where the person does it. */
  readonly label: readonly number[];
  /** [K,N], role by role; 0: nothing annotated. */
  readonly role_object_id: readonly number[];
}

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
  /** [K,3]: x, y, v. */
  readonly keypoints: readonly number[];
}

export interface CocoFile<Annotation = CocoAnnotation> {
  readonly images: readonly CocoImage[];
  readonly annotations: readonly Annotation[];
  readonly categories: readonly CocoCategory[];
}

/** COCO 2014's two image sets; V-COCO takes train and val from the first, test from the second. */
export type CocoYearSet = 'train2014' | 'val2014';
