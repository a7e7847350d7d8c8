import {
  OBJECT_BRANCHES,
  type ObjectBranch,
  type ObjectBranchContext,
  type SelectedPlugin,
  selectPlugin,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import type { ModelConfig } from './model-config';

/** Splits the object branch's config into the weight of its loss and the selected plugin. */
export function selectObjectBranch(
  container: Container,
  { lambda, ...config }: NonNullable<ModelConfig['objectBranch']>,
): { lambda: number; plugin: SelectedPlugin<ObjectBranch, ObjectBranchContext> } {
  return { lambda, plugin: selectPlugin(container, OBJECT_BRANCHES, config, 'objectBranch') };
}
