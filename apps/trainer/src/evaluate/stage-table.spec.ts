import { formatStageTable } from './stage-table';

test('a row a stage, chance last, a dash where a task is off', () => {
  const table = formatStageTable({
    stages: [
      { stage: 0, apAgent: null, apRole: null, apKp50: 67.14 },
      { stage: 1, apAgent: 55.4, apRole: 100, apKp50: 73 },
    ],
    chance: { apAgent: 9, apRole: 5.55, apKp50: 0 },
  });
  expect(table.split('\n')).toEqual([
    '         AP agent  AP role  AP kp50',
    'stage 0         –        –     67.1',
    'stage 1      55.4    100.0     73.0',
    'chance        9.0      5.5      0.0',
  ]);
});
