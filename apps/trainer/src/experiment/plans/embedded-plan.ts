import type { ExperimentPlan, PlanRow } from '../experiment-plan';

const TURBO = 'turbo, N = 3';
const stage = (number: PlanRow['stage']): PlanRow => ({ config: TURBO, stage: number });

/** Do pose, HOI recognition and stages help each other in the default run, on its own detections? */
export const embeddedPlan: ExperimentPlan = {
  title: 'the embedded data set',
  configs: {
    [TURBO]: 'turbo-3',
    'turbo, N = 1': 'turbo-1',
    // A step takes 0.7 of the time of one of turbo-3 (2 cores, native), which has 280.
    'turbo, N = 1, as long': { config: 'turbo-1', settings: ['training.steps=400'] },
    'HOI alone, N = 3': 'hoi-only',
    'pose alone, N = 3': 'pose-only',
  },
  settings: [],
  evaluations: {},
  columns: [
    { title: 'AP agent', score: 'apAgent' },
    { title: 'AP role', score: 'apRole' },
    { title: 'AP kp50', score: 'apKp50' },
    { title: 'box AP50', score: 'boxAp50' },
  ],
  rows: [
    stage('prior'),
    stage(0),
    stage(1),
    stage(2),
    { config: TURBO },
    { config: 'turbo, N = 1' },
    { config: 'turbo, N = 1, as long' },
    { config: 'HOI alone, N = 3' },
    { config: 'pose alone, N = 3' },
  ],
  differences: [
    { question: 'Stage 3 over the training prior', of: [stage(3), stage('prior')] },
    { question: 'Stages: stage 3 over stage 1 of one model', of: [stage(3), stage(1)] },
    {
      question: 'Stages: N = 3 over a separately trained N = 1',
      of: [stage(3), { config: 'turbo, N = 1' }],
    },
    {
      question: 'Stages: N = 3 over an N = 1 that trains as long',
      of: [stage(3), { config: 'turbo, N = 1, as long' }],
    },
    {
      question: 'Pose helps HOI: turbo over HOI alone, N = 3',
      of: [stage(3), { config: 'HOI alone, N = 3' }],
    },
    {
      question: 'HOI helps pose: turbo over pose alone, N = 3',
      of: [stage(3), { config: 'pose alone, N = 3' }],
    },
    { question: 'HOI guides pose: stage 3 over stage 0', of: [stage(3), stage(0)] },
  ],
};
