import {
  INITIAL_POSES,
  type InitialPose,
  type InitialPoseContext,
  type SelectedPlugin,
  selectPlugin,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import type { ModelConfig } from './model-config';

/** Stage 0's module that a config names, apart from the weight of its loss, which stands beside the plugin's options. */
export function selectInitialPose(
  container: Container,
  { lambda, ...config }: NonNullable<ModelConfig['initialPose']>,
): { lambda: number; plugin: SelectedPlugin<InitialPose, InitialPoseContext> } {
  return { lambda, plugin: selectPlugin(container, INITIAL_POSES, config, 'initialPose') };
}
