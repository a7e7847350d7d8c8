import { createRng, type Rng } from '@turbo-hoi/core';
import type { ClassScores, MetricsLine, RunReport, ScoreColumn } from '../src/index';
import { ACTIONS, fakeExample } from './fake-example';

export interface FakeSize {
  readonly stages?: number;
  readonly examples?: number;
  readonly steps?: number;
  readonly imageSide?: number;
}

const COLUMNS: readonly ScoreColumn[] = [
  { key: 'apAgent', heading: 'AP agent', meaning: 'actions of people', shown: 'main' },
  {
    key: 'apRole',
    heading: 'AP role',
    meaning: 'actions of people with their target objects',
    shown: 'main',
  },
  { key: 'apKp50', heading: 'AP kp50', meaning: 'keypoints at OKS 0.50', shown: 'main' },
  { key: 'apKp75', heading: 'AP kp75', meaning: 'keypoints at OKS 0.75', shown: 'detail' },
];

/** A synthetic run: drawn figures, decreasing losses, and scores that mostly increase. */
export function fakeReport(
  seed: number,
  { stages = 3, examples = 12, steps = 600, imageSide = 128 }: FakeSize = {},
): RunReport {
  const rng = createRng(seed);
  const scores = [
    { stage: 0, scores: { apAgent: null, apRole: null, apKp50: 62.4, apKp75: 3.1 } },
    { stage: 1, scores: { apAgent: 51.2, apRole: 48.9, apKp50: 69.8, apKp75: 4.4 } },
    { stage: 2, scores: { apAgent: 53.0, apRole: 50.1, apKp50: 71.3, apKp75: 4.9 } },
    { stage: 3, scores: { apAgent: 53.9, apRole: 49.6, apKp50: 71.3, apKp75: 4.7 } },
  ];
  return {
    title: 'Turbo loop with three stages on the synthetic set',
    environment: {
      dataset: 'synthetic, 400 test images',
      backend: 'wasm',
      device: '2 × x86-64, SIMD, 2 threads',
      node: 'v20.20.2',
      seconds: 431.7,
      steps,
      seed,
      imagesPerSecond: 11.2,
    },
    columns: COLUMNS,
    stages: scores.slice(0, stages + 1),
    prior: { apAgent: 14.8, apRole: 11.3, apKp50: 21.9, apKp75: 0.2 },
    tables: [
      {
        caption: 'Agent: the acting person',
        rows: ACTIONS.map((name) => classScores(rng, name, stages)),
      },
      {
        caption: 'Role: the target object',
        rows: [...ACTIONS.slice(3), 'hit_instr'].map((name) => classScores(rng, name, stages)),
      },
    ],
    metrics: fakeMetrics(rng, stages, steps),
    examples: Array.from({ length: examples }, (_, i) =>
      fakeExample(rng.fork('example', i), i, stages, imageSide),
    ),
    config: {
      seed,
      stages: Array.from({ length: stages }, () => ({
        lambdaPose: 1,
        mask: { kind: 'fc-sigmoid' },
      })),
      optimizer: { kind: 'adam', learningRate: 0.002, weightDecay: 1e-4 },
    },
  };
}

function classScores(rng: Rng, name: string, stages: number): ClassScores {
  const start = rng.uniform(20, 80);
  const later = Array.from({ length: stages }, (_, i) => start + i * rng.normal(1.2, 3));
  return {
    name,
    stages: [null, ...later],
    prior: rng.uniform(5, 18),
    positives: 20 + rng.int(200),
  };
}

function fakeMetrics(rng: Rng, stages: number, steps: number): MetricsLine[] {
  return Array.from({ length: steps }, (_, i) => {
    const progress = i / steps;
    const fall = (from: number, to: number) =>
      (to + (from - to) * Math.exp(-6 * progress)) * Math.exp(rng.normal(0, 0.18));
    const parts: Record<string, number> = { 'stage0.pose': fall(6.6, 2.6) };
    for (let stage = 1; stage <= stages; stage++) {
      parts[`stage${stage}.action`] = fall(0.35, 0.13 - 0.008 * stage);
      parts[`stage${stage}.target`] = fall(0.12, 0.03);
      parts[`stage${stage}.pose`] = fall(6.6, 2.6 - 0.15 * stage);
    }
    parts['detection.class'] = fall(1.6, 0.3);
    parts['detection.box'] = fall(0.4, 0.1);
    const loss = Object.values(parts).reduce((sum, part) => sum + part, 0);
    return { step: i + 1, loss, learningRate: progress < 0.77 ? 2e-3 : 2e-4, parts };
  });
}
