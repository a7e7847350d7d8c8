import type { ResultScores } from '@turbo-hoi/experiment/node';
import { formatStageTable } from './stage-table';

const NONE: ResultScores = { apAgent: null, apRole: null, apHoi: null, apKp50: null, hico: null };

test('a row a stage, chance last, a dash where a task is off', () => {
  const table = formatStageTable({
    stages: [
      { ...NONE, stage: 0, apKp50: 67.14 },
      { ...NONE, stage: 1, apAgent: 55.4, apRole: 100, apKp50: 73 },
    ],
    chance: { ...NONE, apAgent: 9, apRole: 5.55, apKp50: 0 },
  });
  expect(table.split('\n')).toEqual([
    '         AP agent  AP role  AP kp50',
    'stage 0         –        –     67.1',
    'stage 1      55.4    100.0     73.0',
    'chance        9.0      5.5      0.0',
  ]);
});

test('a data set that lists its interactions has the columns of HICO-DET', () => {
  const means = { full: 20.4, rare: null, nonRare: 21 };
  const hico = { default: means, knownObject: { ...means, full: 24 } };
  const table = formatStageTable({
    stages: [
      { ...NONE, stage: 0 },
      { ...NONE, stage: 1, apHoi: 20.4, hico },
    ],
    chance: null,
  });
  expect(table.split('\n')).toEqual([
    '         mAP full  rare  non-rare  known object  AP kp50',
    'stage 0         –     –         –             –        –',
    'stage 1      20.4     –      21.0          24.0        –',
  ]);
});
