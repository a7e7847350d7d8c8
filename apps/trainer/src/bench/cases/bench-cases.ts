import { createRunContainer } from '@turbo-hoi/experiment/node';
import type { BenchReport } from '../bench-report';
import type { BenchRun } from '../bench-run';
import { timeForward } from '../forward-passes';
import type { PeerInput } from '../peer/peer-input';
import { timePlugins } from '../timed-plugins';
import { timeTraining } from '../training-steps';
import type { CaseName } from './case-names';
import { networkInput } from './network-input';
import { type NetworkName, NETWORKS } from './networks';

/** Something that `bench` times. */
export interface BenchCase {
  /** What is timed, for the table. */
  readonly about: string;
  /** The network that is timed; absent: something else. */
  readonly network?: NetworkName;
  /** Times it on the chosen backend. */
  run(run: BenchRun): Promise<BenchReport>;
  /** What the peer in Python is given; absent: there is no peer, and `alone` says why. */
  readonly peer?: () => Promise<PeerInput>;
  readonly alone?: string;
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
  'published-vcoco': {
    ...training('published-vcoco'),
    peer: undefined,
    alone: 'the program in PyTorch knows neither micro-steps nor the object branch layer4',
  },
};

function training(network: NetworkName): BenchCase {
  return {
    about: 'a training step',
    network,
    run: async (run) => timed(network, run, timeTraining),
    peer: () => networkInput(network, 'training'),
  };
}

function inference(network: NetworkName): BenchCase {
  return {
    about: 'a forward pass without gradients',
    network,
    run: async (run) => timed(network, run, timeForward),
    peer: () => networkInput(network, 'inference'),
  };
}

async function timed(
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
