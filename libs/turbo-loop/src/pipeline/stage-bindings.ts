import {
  ATTENTION_MASK,
  ATTENTION_MASKS,
  HOI_GUIDED_POSE,
  HOI_MODULES,
  INITIAL_POSES,
  INITIAL_POSE,
  messageWidth,
  POSE_AWARE_HOI,
  POSE_MODULES,
  selectPlugin,
  STAGE_DATASET,
  STAGE_DIMS,
  STAGE_PARAMETERS,
  STAGE_SETTINGS,
} from '@turbo-hoi/core';
import type { Container, ServiceIdentifier } from 'inversify';
import type { ModelConfig, StageConfig } from '../config/model-config';
import { selectWeighted } from '../config/select-weighted';

/**
 * Binds the modules of a stage's config in its container, except tokens that are bound already.
 *
 * Each module is created on first use, so that a replaced one never creates parameters.
 */
export function bindStage(container: Container, config: StageConfig, path: string): void {
  const bindUnlessBound = <T>(token: ServiceIdentifier<T>, make: () => T) => {
    if (container.isCurrentBound(token)) return;
    container.bind<T>(token).toDynamicValue(make).inSingletonScope();
  };
  const surroundings = () => ({
    dims: container.get(STAGE_DIMS),
    parameters: container.get(STAGE_PARAMETERS),
  });
  const within = (name: string) => {
    const { dims, parameters } = surroundings();
    return { dims, parameters: parameters.scope(name) };
  };
  const { hoi, pose, mask, ...settings } = config;

  bindUnlessBound(STAGE_SETTINGS, () => settings);
  if (hoi) {
    const plugin = selectPlugin(container, HOI_MODULES, hoi, `${path}.hoi`);
    bindUnlessBound(POSE_AWARE_HOI, () =>
      plugin.create({ ...within('hoi'), dataset: container.get(STAGE_DATASET) }),
    );
  }
  if (pose) {
    const plugin = selectPlugin(container, POSE_MODULES, pose, `${path}.pose`);
    bindUnlessBound(HOI_GUIDED_POSE, () =>
      plugin.create({
        ...within('pose'),
        mask: container.isBound(POSE_AWARE_HOI) ? container.get(ATTENTION_MASK) : null,
      }),
    );
  }
  const plugin = selectPlugin(container, ATTENTION_MASKS, mask, `${path}.mask`);
  bindUnlessBound(ATTENTION_MASK, () => {
    const { dims } = surroundings();
    return plugin.create({
      ...within('mask'),
      messageWidth: messageWidth(container.get(POSE_AWARE_HOI)),
      channels: dims.previousPoseChannels + dims.keypoints,
    });
  });
}

/** {@link bindStage} for stage 0. */
export function bindInitialPose(
  container: Container,
  config: NonNullable<ModelConfig['initialPose']>,
): void {
  const { plugin } = selectWeighted(container, INITIAL_POSES, config, 'initialPose');
  if (container.isCurrentBound(INITIAL_POSE)) return;
  container
    .bind(INITIAL_POSE)
    .toDynamicValue(() =>
      plugin.create({
        dims: container.get(STAGE_DIMS),
        parameters: container.get(STAGE_PARAMETERS).scope('pose'),
      }),
    )
    .inSingletonScope();
}
