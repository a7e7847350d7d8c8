import { createRunContainer } from '@turbo-hoi/experiment/node';
import type { BenchReport } from '../bench-report';
import type { BenchRun } from '../bench-run';
import { timeForward } from '../forward-passes';
import type { PeerInput } from '../peer/peer-input';
import { timePlugins } from '../timed-plugins';
import { timeTraining } from '../training-steps';
import { type CaseName, PUBLISHED_CONFIGS } from './case-names';
import { timeEvaluator } from './evaluator-case';
import { type EvaluatorName, EVALUATORS } from './evaluators';
import { networkInput } from './network-input';
import { type NetworkName, NETWORKS } from './networks';
import { timePhoto } from './photo-case';

/** Something that `bench` times. */
export interface BenchCase {
  /** What is timed, for the table. */
  readonly about: string;
  /** The network that is timed; absent: something else. */
  readonly network?: NetworkName;
  /** True: no tensor backend takes part. */
  readonly withoutTensors?: true;
  /** Times it on the chosen backend. */
  run(run: BenchRun): Promise<BenchReport>;
  /** What the peer in Python is given, or why there is none. */
  readonly peer: (() => Promise<PeerInput>) | { readonly none: string };
}

/** Cases by name, as `--size` chooses them. */
export const BENCH_CASES: Readonly<Record<CaseName, BenchCase>> = {
  default: training('default'),
  'default-inference': inference('default'),
  layout: training('layout'),
  'layout-inference': inference('layout'),
  published: training('published'),
  'published-inference': inference('published'),
  'published-r50': training('published-r50'),
  'published-r50-inference': inference('published-r50'),
  'published-r101': training('published-r101'),
  'published-r101-inference': inference('published-r101'),
  ...fullNetworks(),
  photo: {
    about: 'predict on one picture, from its file to triplets',
    run: timePhoto,
    peer: {
      none: 'nothing in PyTorch does the same; layout-inference compares the network alone',
    },
  },
  'keypoint-ap': evaluator('keypoint-ap'),
  'box-ap': evaluator('box-ap'),
  'layout-ap': evaluator('layout-ap'),
};

function training(network: NetworkName): BenchCase {
  return {
    about: 'a training step',
    network,
    run: (run) => timeNetwork(network, run, timeTraining),
    peer: () => networkInput(network, 'training'),
  };
}

function fullNetworks() {
  const none = 'the program in PyTorch knows neither micro-steps nor the object branch layer4';
  const cases = PUBLISHED_CONFIGS.map((name) => [name, { ...training(name), peer: { none } }]);
  return Object.fromEntries(cases) as Record<(typeof PUBLISHED_CONFIGS)[number], BenchCase>;
}

function inference(network: NetworkName): BenchCase {
  return {
    about: 'a forward pass without gradients',
    network,
    run: (run) => timeNetwork(network, run, timeForward),
    peer: () => networkInput(network, 'inference'),
  };
}

function evaluator(name: EvaluatorName): BenchCase {
  const { about, files, evaluate, original, package: needed } = EVALUATORS[name];
  return {
    about,
    withoutTensors: true,
    run: (run) => timeEvaluator(files(), evaluate, run),
    peer: async () => ({
      name: original,
      script: 'evaluator_peer.py',
      args: [],
      input: JSON.stringify(files()),
      packages: [needed],
    }),
  };
}

async function timeNetwork(
  network: NetworkName,
  run: BenchRun,
  time: typeof timeTraining,
): Promise<BenchReport> {
  const container = await createRunContainer([]);
  timePlugins(container, run.clock);
  const built = await NETWORKS[network](container);
  try {
    return await time(built, run);
  } finally {
    built.composed.dispose();
  }
}
