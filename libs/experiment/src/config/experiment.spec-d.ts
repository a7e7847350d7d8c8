import { expectType } from '@turbo-hoi/testing';
import { stage } from '@turbo-hoi/turbo-loop';
import { runExperiment, type RunOutcome } from '../node/run/run-experiment';
import { defineExperiment, type Experiment, type ExperimentInput } from './experiment';

// An experiment is plain data, every field of it optional.
expectType<ExperimentInput>()(defineExperiment({}));
defineExperiment({
  stages: [stage(), stage({ mask: { kind: 'conv', kernel: 3 }, lambdaPose: 0.5 })],
});
defineExperiment({ dataset: { kind: 'of-a-plugin', any: ['option'] } });

// @ts-expect-error an unknown field of an experiment
defineExperiment({ steps: 5 });
// @ts-expect-error a number where a plugin is chosen
defineExperiment({ stem: 5 });
// @ts-expect-error a plugin without its kind
defineExperiment({ detector: { weights: 'file' } });
// @ts-expect-error an unknown field of a stage
stage({ lambda: 1 });

// Every default is filled in.
declare const experiment: Experiment;
expectType<number>()(experiment.training.steps);
expectType<number>()(experiment.stages[0].lambdaHoi);

// A training call returns how it ended.
const outcome = runExperiment(
  {},
  { runDir: 'runs/mine', onStep: ({ loss }) => expectType<number>()(loss) },
);
expectType<Promise<RunOutcome>>()(outcome);
// @ts-expect-error a run needs a folder
void runExperiment({}, {});
// @ts-expect-error a backend that does not exist
void runExperiment({}, { runDir: 'runs/mine', backend: 'gpu' });
