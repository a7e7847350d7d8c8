import {
  HOI_GUIDED_POSE,
  messageWidth,
  POSE_AWARE_HOI,
  STAGE_DIMS,
  STAGE_PARAMETERS,
  STAGE_SETTINGS,
  type StageDims,
  TurboHoiError,
} from '@turbo-hoi/core';
import type { ParameterStore } from '@turbo-hoi/nn';
import { Container, type ServiceIdentifier } from 'inversify';
import { type ModelConfig, type StageConfig } from '../config/model-config';
import { stagePath } from '../config/resolve-model-config';
import { TurboStage } from '../model/turbo-stage';
import { bindStage } from './stage-bindings';

/** Changes one stage's container before the config fills it. */
export type ConfigureStage = (container: Container) => void;

export interface StageBuildContext {
  /** Holds the plugins; every stage's container is its child. */
  readonly container: Container;
  readonly config: ModelConfig;
  readonly parameters: ParameterStore;
  /** What is the same for every stage. */
  readonly dims: Omit<StageDims, 'stage' | 'previousPoseChannels' | 'previousMessageWidth'>;
  /** Cp of stage 0; 0: no pose. */
  readonly initialPoseChannels: number;
  /** Keyed by stage, from 1. */
  readonly configure: ReadonlyMap<number, readonly ConfigureStage[]>;
}

/** One child container a stage, in order, since a stage is as wide as the one before it says. */
export function buildStages(context: StageBuildContext): TurboStage[] {
  const { config, parameters } = context;
  let previousPoseChannels = context.initialPoseChannels;
  let previousMessageWidth = 0;
  return config.stages.map((stageConfig, i) => {
    const stage = i + 1;
    const container = new Container({ parent: context.container });
    for (const configure of context.configure.get(stage) ?? []) configure(container);
    container.bind(STAGE_DIMS).toConstantValue({
      ...context.dims,
      stage,
      previousPoseChannels,
      previousMessageWidth: config.shareStages ? 'own' : previousMessageWidth,
    });
    const scope = config.shareStages ? 'stages.shared' : `stages.${stage}`;
    container.bind(STAGE_PARAMETERS).toConstantValue(parameters.scope(scope));
    bindStage(container, stageConfig, stagePath(i));

    const built = resolveStage(container, stageConfig, i, previousPoseChannels);
    previousPoseChannels = built.pose?.channels ?? previousPoseChannels;
    if (built.hoi) previousMessageWidth = messageWidth(built.hoi);
    return built;
  });
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
    container.get(STAGE_SETTINGS),
    bound(POSE_AWARE_HOI),
    bound(HOI_GUIDED_POSE),
  );
}
