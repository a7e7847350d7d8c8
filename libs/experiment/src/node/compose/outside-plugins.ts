import {
  ATTENTION_MASKS,
  DATASETS,
  DETECTORS,
  HOI_MODULES,
  INITIAL_POSES,
  OBJECT_BRANCHES,
  outsidePlugin,
  POSE_MODULES,
  STEMS,
} from '@turbo-hoi/core';
import { OPTIMIZERS } from '@turbo-hoi/training';
import type { Container } from 'inversify';
import type { Experiment } from '../../config/experiment';

/** The plugins from outside that take part in training: `stages[1].mask: attention mask "mine" of ./my-mask.ts`. */
export function outsidePlugins(container: Container, experiment: Experiment): string[] {
  const { dataset, detector, stem, initialPose, objectBranch, optimizer } = experiment;
  return [
    outsidePlugin(container, DATASETS, dataset, 'dataset'),
    outsidePlugin(container, DETECTORS, detector, 'detector'),
    outsidePlugin(container, STEMS, stem, 'stem'),
    outsidePlugin(container, INITIAL_POSES, initialPose, 'initialPose'),
    ...experiment.stages.flatMap(({ hoi, pose, mask }, i) => [
      outsidePlugin(container, HOI_MODULES, hoi, `stages[${i}].hoi`),
      outsidePlugin(container, POSE_MODULES, pose, `stages[${i}].pose`),
      outsidePlugin(container, ATTENTION_MASKS, mask, `stages[${i}].mask`),
    ]),
    outsidePlugin(container, OBJECT_BRANCHES, objectBranch, 'objectBranch'),
    outsidePlugin(container, OPTIMIZERS, optimizer, 'optimizer'),
  ].filter((name) => name !== null);
}
