import type { KeypointLayout } from './keypoints';
import type { ImageAnnotations, Sample } from './sample';
import type { ActionVocabulary } from './vocabulary';

/** An HOI class: a pair of verb and object class, as in HICO-DET. */
export interface HoiCategory {
  /** Index into `ActionVocabulary.columns`. */
  readonly column: number;
  /** Index into `DatasetInfo.objectClasses`. */
  readonly category: number;
  /** Number of annotated pairs with boxes in the training split (fewer than 10: rare); null: unknown. */
  readonly trainingPairs: number | null;
}

/** Metadata of a data set from which a model is built. */
export interface DatasetInfo {
  readonly name: string;
  /** Of a data set whose images are drawn by code: rises whenever the same options draw other images. Absent: its images do not change. */
  readonly version?: number;
  readonly actions: ActionVocabulary;
  readonly keypoints: KeypointLayout;
  /** Names of the object classes; class `person` is index 0. */
  readonly objectClasses: readonly string[];
  /** The valid HOI classes in the order of their official ids; absent: the data set defines none. */
  readonly hois?: readonly HoiCategory[];
  /**
   * For each action column, the object classes of its targets in the training split; an empty list: any class is
   * allowed. Absent: not collected.
   */
  readonly targetClasses?: readonly (readonly number[])[];
  /**
   * Kinds of the metrics that evaluate models on this data set.
   * Absent: `hico` where it lists its interactions, else `vcoco`, and `keypoints`.
   */
  readonly metrics?: readonly string[];
}

/** Maps an image's own size to the requested size; both in pixels. */
export type ShownSize = (size: { readonly width: number; readonly height: number }) => {
  readonly width: number;
  readonly height: number;
};

export type SplitName = 'train' | 'validation' | 'test';

/** A finite, indexed, immutable list of samples: the same index always returns the same sample. */
export interface DatasetSplit {
  readonly size: number;
  /**
   * The annotations of an image, without reading its pixels.
   *
   * @throws RangeError outside `0 <= index < size`
   */
  annotations(index: number): Promise<ImageAnnotations>;
  /**
   * @param shown requested size: a split may return the sample at that size where decoding is then cheaper than reading
   * a large image in full; a caller that requires the size still has to resize
   * @throws RangeError outside `0 <= index < size`
   * @throws TurboHoiError `data` for an image that is missing or unreadable
   */
  sample(index: number, shown?: ShownSize): Promise<Sample>;
  /** Path of an image's file, which may not exist; absent: the images are not files. */
  imagePath?(index: number): string;
}

/** A data set with its splits; a data set plugin creates it. */
export interface Dataset {
  readonly info: DatasetInfo;
  /** Returns an empty split where the data set has none of that name. */
  split(name: SplitName): DatasetSplit;
}
