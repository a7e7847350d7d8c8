import { expectType } from '@turbo-hoi/testing';
import type { PluginConfig } from '@turbo-hoi/core';
import { stage, type StageInput } from '@turbo-hoi/turbo-loop';
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
// @ts-expect-error an unknown field beside a known one
stage({ lambda: 1, lambdaPose: 0.5 });

// Parts of our kinds have the options of their kind.
stage({ hoi: { kind: 'explicit', width: 64, pairs: true }, pose: null });
stage({ hoi: null, pose: { kind: 'hoi-guided', channels: 32, coarse: 'logits' } });
// @ts-expect-error a misspelt option of a mask
stage({ mask: { kind: 'conv', kernal: 3 } });
// @ts-expect-error a misspelt option beside a right one
stage({ mask: { kind: 'conv', kernel: 3, hiden: 8 } });
// @ts-expect-error an option of another kind
stage({ mask: { kind: 'none', kernel: 3 } });
// @ts-expect-error a value of another type
stage({ mask: { kind: 'conv', kernel: '3' } });
// @ts-expect-error a misspelt option of an HOI module
stage({ hoi: { kind: 'pair-context', pairwidth: 8 } });
// @ts-expect-error an option that stage 0 alone has
stage({ pose: { kind: 'hoi-guided', localisation: 8 } });

// Those of other kinds take whatever their plugin takes, also where the kind is not known.
stage({ mask: { kind: 'of-a-plugin', any: ['option'], kernal: 3 } });
declare const mask: PluginConfig;
stage({ mask });
declare const given: StageInput;
stage({ ...given, lambdaPose: 0.5 });
expectType<StageInput>()(stage({ mask: { kind: 'channel' } }));

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
