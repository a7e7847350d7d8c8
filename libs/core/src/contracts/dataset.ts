import type { KeypointLayout } from './keypoints';
import type { ImageAnnotations, Sample } from './sample';
import type { ActionVocabulary } from './vocabulary';

/** A class of interaction: a verb with a class of objects, as HICO-DET counts them. */
export interface HoiCategory {
  /** Index into `ActionVocabulary.columns`. */
  readonly column: number;
  /** Index into `DatasetInfo.objectClasses`. */
  readonly category: number;
  /** How many located pairs the training split has (fewer than 10: rare); null: not known. */
  readonly trainingPairs: number | null;
}

/** What a model has to know about a data set before it sees a sample. */
export interface DatasetInfo {
  readonly name: string;
  readonly actions: ActionVocabulary;
  readonly keypoints: KeypointLayout;
  /** Names of the object classes; class `person` is index 0. */
  readonly objectClasses: readonly string[];
  /** The interactions that exist, in the order of their official ids; absent: the data set has no such list. */
  readonly hois?: readonly HoiCategory[];
  /**
   * For each action column the object classes that its targets are of where the data set is for training; none: any may be.
   * Absent: nobody looked.
   */
  readonly targetClasses?: readonly (readonly number[])[];
  /**
   * Kinds of the metrics that models of this data set are scored by.
   * Absent: `hico` where it lists its interactions, else `vcoco`, and `keypoints`.
   */
  readonly metrics?: readonly string[];
}

/** How large an image is wanted, from how large it is; in pixels. */
export type ShownSize = (size: { readonly width: number; readonly height: number }) => {
  readonly width: number;
  readonly height: number;
};

export type SplitName = 'train' | 'validation' | 'test';

/** A finite, indexed, immutable list of samples: the same index gives the same sample. */
export interface DatasetSplit {
  readonly size: number;
  /**
   * What is known about an image, without reading its pixels.
   *
   * @throws RangeError outside `0 <= index < size`
   */
  annotations(index: number): Promise<ImageAnnotations>;
  /**
   * @param shown the size at which the image is wanted, from its own: a split may give the sample in that size, where this
   * is cheaper than reading all of a large image; who needs the size still resizes
   * @throws RangeError outside `0 <= index < size`
   * @throws TurboHoiError `data` for an image that is missing or unreadable
   */
  sample(index: number, shown?: ShownSize): Promise<Sample>;
  /** Path of an image's file, whether it is there or not; absent: images are not files. */
  imagePath?(index: number): string;
}

/** A data set with its splits, the value which a data set plugin creates. */
export interface Dataset {
  readonly info: DatasetInfo;
  /** A split that the data set lacks is empty. */
  split(name: SplitName): DatasetSplit;
}
