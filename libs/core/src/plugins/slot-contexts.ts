import type { AttentionMask } from '../contracts/attention-mask';
import type { DatasetInfo } from '../contracts/dataset';
import type { ParameterScope } from '../contracts/parameter-scope';
import type { StageDims } from '../contracts/stage-dims';

export interface StemContext {
  readonly parameters: ParameterScope;
  /** The data set whose classes and keypoints a layout stem embeds. */
  readonly dataset: Pick<DatasetInfo, 'objectClasses' | 'keypoints'>;
}

export interface DetectorContext {
  readonly dataset: DatasetInfo;
  /** Path at which a run keeps the weights of a detector that it trains itself; there may be no such file yet. */
  readonly ownWeights?: string;
  /** Path of the weights that come with the embedded data set. @throws TurboHoiError `io` where they are missing or damaged */
  readonly embeddedWeights?: () => string;
  /** Receives warnings for the user, such as classes that the detector lacks. */
  readonly warn?: (line: string) => void;
}

/** Callbacks with which a data set reports progress and warnings while it opens. */
export interface DatasetContext {
  /** Long work, such as indexing a large file: `done` of `total`, in any unit. */
  readonly onProgress?: (what: string, done: number, total: number) => void;
  readonly warn?: (line: string) => void;
}

/** Options and callbacks of a pose annotator while it opens. */
export interface PoseAnnotatorContext extends DatasetContext {
  /** Skip the invalid entries of a file, with a warning. */
  readonly skipBad?: boolean;
}

export interface InitialPoseContext {
  readonly parameters: ParameterScope;
  /** Of stage 0. */
  readonly dims: StageDims;
}

export interface HoiContext {
  readonly parameters: ParameterScope;
  readonly dims: StageDims;
  /** The data set whose actions are recognised. */
  readonly dataset: DatasetInfo;
}

export interface MaskContext {
  readonly parameters: ParameterScope;
  readonly dims: StageDims;
  /** Width of this stage's [H_mid, H_out], the `message` of its HOI features. */
  readonly messageWidth: number;
  /** Channels of the map to be modulated: Cp + K. */
  readonly channels: number;
}

export interface PoseContext {
  readonly parameters: ParameterScope;
  readonly dims: StageDims;
  /** The stage's mask; null where HOI is switched off. */
  readonly mask: AttentionMask | null;
}

export interface ObjectBranchContext {
  readonly parameters: ParameterScope;
  /** C: channels of the stem's map. */
  readonly channels: number;
  /** Number of object classes of the data set, without the background. */
  readonly classes: number;
}
