import type { KeypointLayout } from './keypoints';
import type { Sample } from './sample';
import type { ActionVocabulary } from './vocabulary';

/** What a model has to know about a data set before it sees a sample. */
export interface DatasetInfo {
  readonly name: string;
  readonly actions: ActionVocabulary;
  readonly keypoints: KeypointLayout;
  /** Names of the object classes; class `person` is index 0. */
  readonly objectClasses: readonly string[];
}

export type SplitName = 'train' | 'validation' | 'test';

/** A finite, indexed, immutable list of samples: the same index gives the same sample. */
export interface DatasetSplit {
  readonly size: number;
  /** @throws RangeError outside `0 <= index < size` */
  sample(index: number): Promise<Sample>;
}

/** A data set with its splits, the value which a data set plugin creates. */
export interface Dataset {
  readonly info: DatasetInfo;
  split(name: SplitName): DatasetSplit;
}
