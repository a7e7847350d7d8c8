import type { ResultScores } from '@turbo-hoi/experiment/node';
import type { MetricColumn } from '@turbo-hoi/inference';
import { boxLine, formatStageTable } from './stage-table';

const NONE: ResultScores = { apAgent: null, apRole: null, apHoi: null, apKp50: null, hico: null };
const COLUMNS: readonly MetricColumn[] = [
  { key: 'apAgent', heading: 'AP agent', meaning: '', shown: 'main' },
  { key: 'apRoleScenario2', heading: 'AP role S2', meaning: '', shown: 'table' },
  { key: 'apKp50', heading: 'AP kp50', meaning: '', shown: 'main' },
  { key: 'apKp', heading: 'AP kp', meaning: '', shown: 'detail' },
];

test('one row per stage, the prior last, a dash for a disabled task, no detail columns', () => {
  const table = formatStageTable({
    columns: COLUMNS,
    stages: [
      { ...NONE, stage: 0, apKp50: 67.14, apKp: 30 },
      { ...NONE, stage: 1, apAgent: 55.4, apRoleScenario2: 100, apKp50: 73 },
    ],
    prior: { ...NONE, apAgent: 9, apRoleScenario2: 5.55, apKp50: 0 },
  });
  expect(table.split('\n')).toEqual([
    '         AP agent  AP role S2  AP kp50',
    'stage 0         –           –     67.1',
    'stage 1      55.4       100.0     73.0',
    'prior         9.0         5.5      0.0',
  ]);
});

test('has only the stages without a prior', () => {
  const stages = [{ ...NONE, stage: 0 }];
  const table = formatStageTable({ columns: COLUMNS.slice(0, 1), stages, prior: null });
  expect(table.split('\n')).toEqual(['         AP agent', 'stage 0         –']);
});

test('the box AP has its own line', () => {
  expect(boxLine({ boxes: { ap: 1, ap50: 61.25 } })).toBe(
    'Boxes: AP50 61.3, mean over the classes.',
  );
  expect(boxLine({ boxes: { ap: null, ap50: null } })).toContain('AP50 –');
});
