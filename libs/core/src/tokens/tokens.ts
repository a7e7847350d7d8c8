import type { ServiceIdentifier } from 'inversify';
import type { AttentionMask } from '../contracts/attention-mask';
import type { Communicator } from '../contracts/communicator';
import type { DatasetInfo } from '../contracts/dataset';
import type { HoiGuidedPose } from '../contracts/hoi-guided-pose';
import type { InitialPose } from '../contracts/initial-pose';
import type { ParameterScope } from '../contracts/parameter-scope';
import type { PoseAwareHoi } from '../contracts/pose-aware-hoi';
import type { StageDims } from '../contracts/stage-dims';
import type { StageSettings } from '../contracts/stage-settings';
import type { Stem } from '../contracts/stem';

const token = <T>(name: string): ServiceIdentifier<T> => Symbol.for(`turbo-hoi.${name}`);

/** The ranks that share a run; not bound: the run has a single process. */
export const COMMUNICATOR = token<Communicator>('Communicator');

/** Bound once per run. */
export const STEM = token<Stem>('Stem');

/** Stage 0, bound in its container. */
export const INITIAL_POSE = token<InitialPose>('InitialPose');

/** Bound once per stage, in the stage's child container. */
export const POSE_AWARE_HOI = token<PoseAwareHoi>('PoseAwareHoi');
export const HOI_GUIDED_POSE = token<HoiGuidedPose>('HoiGuidedPose');
export const ATTENTION_MASK = token<AttentionMask>('AttentionMask');
/** The data set that the model is built for. */
export const STAGE_DATASET = token<DatasetInfo>('StageDataset');
export const STAGE_DIMS = token<StageDims>('StageDims');
export const STAGE_SETTINGS = token<StageSettings>('StageSettings');
/** The parameters of the stage, named `stages.<n>.…`. */
export const STAGE_PARAMETERS = token<ParameterScope>('StageParameters');
