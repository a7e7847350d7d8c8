import {
  type DatasetInfo,
  HOI_GUIDED_POSE,
  INITIAL_POSE,
  type InitialPose,
  messageWidth,
  POSE_AWARE_HOI,
  STAGE_DATASET,
  STAGE_DIMS,
  STAGE_PARAMETERS,
  STAGE_SETTINGS,
  type StageDims,
  TurboHoiError,
} from '@turbo-hoi/core';
import type { ParameterStore } from '@turbo-hoi/nn';
import { Container, type ServiceIdentifier } from 'inversify';
import { type ModelConfig, type StageConfig, stageScope } from '../config/model-config';
import { stagePath } from '../config/resolve-model-config';
import { TurboStage } from '../model/turbo-stage';
import { bindInitialPose, bindStage } from './stage-bindings';

/** Changes one stage's container before the config's bindings are added. */
export type ConfigureStage = (container: Container) => void;

/** The sizes that differ from stage to stage. */
type Previous = Pick<
  StageDims,
  'previousPoseChannels' | 'previousHeatmapSide' | 'previousMessageWidth'
>;

export interface StageBuildContext {
  /** Holds the plugins; every stage's container is its child. */
  readonly container: Container;
  readonly config: ModelConfig;
  readonly parameters: ParameterStore;
  readonly dataset: DatasetInfo;
  /** The sizes that are the same for every stage. */
  readonly dims: Omit<StageDims, 'stage' | keyof Previous>;
  /** Keyed by stage, 0 being the initial pose. */
  readonly configure: ReadonlyMap<number, readonly ConfigureStage[]>;
}

export interface BuiltStages {
  readonly initialPose: InitialPose | null;
  readonly stages: readonly TurboStage[];
}

/**
 * Builds the stages in order, each in a child container, since the input width of a stage depends on the one before it.
 */
export function buildStages(context: StageBuildContext): BuiltStages {
  const { config } = context;
  const initialPose = buildInitialPose(context);
  let previous: Previous = {
    ...poseDims(initialPose),
    previousMessageWidth: config.shareStages ? 'own' : 0,
  };
  const stages = config.stages.map((stageConfig, i) => {
    const container = stageContainer(context, i + 1, previous, stageScope(config, i + 1));
    bindStage(container, stageConfig, stagePath(i));
    const built = resolveStage(container, stageConfig, i, previous.previousPoseChannels);
    previous = {
      ...previous,
      ...(built.pose && poseDims(built.pose)),
      ...(built.hoi && !config.shareStages && { previousMessageWidth: messageWidth(built.hoi) }),
    };
    return built;
  });
  return { initialPose, stages };
}

/** @throws TurboHoiError `config` if a module is bound although the config switches pose estimation off */
function buildInitialPose(context: StageBuildContext): InitialPose | null {
  const nothing = { previousPoseChannels: 0, previousHeatmapSide: 0, previousMessageWidth: 0 };
  const container = stageContainer(context, 0, nothing, 'stages.0');
  const { initialPose } = context.config;
  if (initialPose) bindInitialPose(container, initialPose);
  else if (container.isCurrentBound(INITIAL_POSE)) {
    throw new TurboHoiError(
      'config',
      'initialPose: got null, but stage 0 of the pipeline binds INITIAL_POSE. ' +
        'Set initialPose to { lambda }, the weight of its loss, or bind nothing.',
    );
  } else return null;
  return container.get(INITIAL_POSE);
}

function stageContainer(
  { container: parent, configure, parameters, dataset, dims }: StageBuildContext,
  stage: number,
  previous: Previous,
  scope: string,
): Container {
  const container = new Container({ parent });
  for (const change of configure.get(stage) ?? []) change(container);
  container.bind(STAGE_DATASET).toConstantValue(dataset);
  container.bind(STAGE_DIMS).toConstantValue({ ...dims, stage, ...previous });
  container.bind(STAGE_PARAMETERS).toConstantValue(parameters.scope(scope));
  return container;
}

function poseDims(pose: Pick<InitialPose, 'channels' | 'heatmapSide'> | null) {
  return {
    previousPoseChannels: pose?.channels ?? 0,
    previousHeatmapSide: pose?.heatmapSide ?? 0,
  };
}

function resolveStage(
  container: Container,
  config: StageConfig,
  index: number,
  previousPoseChannels: number,
): TurboStage {
  if (config.pose && previousPoseChannels === 0) {
    throw new TurboHoiError(
      'config',
      `${stagePath(index)}.pose (stage ${index + 1}): refines the pose of stage 0, but initialPose is null. ` +
        `Set initialPose, or ${stagePath(index)}.pose to null.`,
    );
  }
  const bound = <T>(token: ServiceIdentifier<T>): T | null =>
    container.isCurrentBound(token) ? container.get(token) : null;
  return new TurboStage(
    `${stagePath(index)} (stage ${index + 1})`,
    container.get(STAGE_SETTINGS),
    bound(POSE_AWARE_HOI),
    bound(HOI_GUIDED_POSE),
  );
}
