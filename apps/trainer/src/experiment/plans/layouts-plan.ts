import type { ExperimentPlan } from '../experiment-plan';

/** Do pose, HOI recognition and stages help each other on layouts of the real V-COCO? */
export const layoutsPlan: ExperimentPlan = {
  title: "layouts of V-COCO's val split",
  configs: {
    'turbo, N = 3': 'layout-vcoco',
    'turbo, N = 1': 'layout-vcoco-turbo-1',
    'no HOI in pose, N = 3': 'layout-vcoco-unguided',
    'HOI alone, N = 3': 'layout-vcoco-hoi-only',
    'pose alone, N = 3': 'layout-vcoco-pose-only',
    'explicit, N = 1': 'layout-vcoco-explicit',
    'multi-task, N = 1': 'layout-vcoco-multi-task',
    'person-centric, N = 3': 'layout-vcoco-paper',
  },
  settings: ['training.steps=320'],
  evaluations: {
    simulated: ['--detector', 'detection-noise', '--detector-set', 'noise=photo'],
  },
  columns: [
    { title: 'role', score: 'layoutRole' },
    { title: 'agent', score: 'layoutAgent' },
    { title: 'AP role', score: 'apRole' },
    { title: 'AP agent', score: 'apAgent' },
    { title: 'role, simulated', evaluation: 'simulated', score: 'layoutRole' },
    { title: 'agent, simulated', evaluation: 'simulated', score: 'layoutAgent' },
    { title: 'AP kp, simulated', evaluation: 'simulated', score: 'apKp' },
  ],
  rows: [
    { config: 'turbo, N = 3', stage: 0 },
    { config: 'turbo, N = 3', stage: 1 },
    { config: 'turbo, N = 3', stage: 2 },
    { config: 'turbo, N = 3', stage: 3 },
    { config: 'turbo, N = 1' },
    { config: 'no HOI in pose, N = 3' },
    { config: 'HOI alone, N = 3' },
    { config: 'pose alone, N = 3' },
    { config: 'explicit, N = 1' },
    { config: 'multi-task, N = 1' },
    { config: 'person-centric, N = 3' },
  ],
  differences: [
    {
      question: 'Pose helps HOI: turbo over HOI alone, N = 3',
      of: [{ config: 'turbo, N = 3' }, { config: 'HOI alone, N = 3' }],
    },
    {
      question: 'The pose as an input: explicit over multi-task, N = 1',
      of: [{ config: 'explicit, N = 1' }, { config: 'multi-task, N = 1' }],
    },
    {
      question: 'HOI helps pose: turbo over pose alone, N = 3',
      of: [{ config: 'turbo, N = 3' }, { config: 'pose alone, N = 3' }],
    },
    {
      question: 'HOI in the pose: turbo over no HOI in pose, N = 3',
      of: [{ config: 'turbo, N = 3' }, { config: 'no HOI in pose, N = 3' }],
    },
    {
      question: 'Refinement: stage 3 over the detected poses (stage 0)',
      of: [{ config: 'turbo, N = 3' }, { config: 'turbo, N = 3', stage: 0 }],
    },
    {
      question: 'Stages: stage 3 over stage 1 of one model',
      of: [{ config: 'turbo, N = 3' }, { config: 'turbo, N = 3', stage: 1 }],
    },
    {
      question: 'Stages: N = 3 over a separately trained N = 1',
      of: [{ config: 'turbo, N = 3' }, { config: 'turbo, N = 1' }],
    },
    {
      question: 'Pairs in context over the person-centric form, N = 3',
      of: [{ config: 'turbo, N = 3' }, { config: 'person-centric, N = 3' }],
    },
  ],
};
