import {
  ATTENTION_MASKS,
  HOI_MODULES,
  type PluginConfig,
  type PluginSlot,
  POSE_MODULES,
  selectPlugin,
  STEMS,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import type { ModelConfig, StageConfig } from './model-config';
import { selectInitialPose } from './select-initial-pose';
import { selectObjectBranch } from './select-object-branch';

/**
 * The config with every plugin's options validated and their defaults filled in.
 *
 * @throws TurboHoiError `config` for an unknown kind or invalid options
 */
export function resolveModelConfig(container: Container, config: ModelConfig): ModelConfig {
  const resolve = <Created, Context>(
    slot: PluginSlot<Created, Context>,
    plugin: PluginConfig,
    path: string,
  ) => selectPlugin(container, slot, plugin, path).config;
  return {
    ...config,
    stem: resolve(STEMS, config.stem, 'stem'),
    initialPose: config.initialPose && resolveInitialPose(container, config.initialPose),
    objectBranch: config.objectBranch && resolveObjectBranch(container, config.objectBranch),
    stages: config.stages.map((stage, i): StageConfig => {
      const at = stagePath(i);
      return {
        ...stage,
        hoi: stage.hoi && resolve(HOI_MODULES, stage.hoi, `${at}.hoi`),
        pose: stage.pose && resolve(POSE_MODULES, stage.pose, `${at}.pose`),
        mask: resolve(ATTENTION_MASKS, stage.mask, `${at}.mask`),
      };
    }),
  };
}

function resolveInitialPose(
  container: Container,
  config: NonNullable<ModelConfig['initialPose']>,
): ModelConfig['initialPose'] {
  const { lambda, plugin } = selectInitialPose(container, config);
  return { ...plugin.config, lambda };
}

function resolveObjectBranch(
  container: Container,
  config: NonNullable<ModelConfig['objectBranch']>,
): ModelConfig['objectBranch'] {
  const { lambda, plugin } = selectObjectBranch(container, config);
  return { ...plugin.config, lambda };
}

/** `stages[0]`: config paths count from 0. */
export function stagePath(index: number): string {
  return `stages[${index}]`;
}
