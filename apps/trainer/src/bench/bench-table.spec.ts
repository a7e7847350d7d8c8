import { formatBench } from './bench-table';

test('lists the phases of a step in order, parts of the forward pass below it', () => {
  const time = (min: number) => ({ median: min + 1, min });
  const report = {
    size: 'default',
    steps: 20,
    parameters: 5939443,
    trained: 5939400,
    peakMegabytes: 1234,
    milliseconds: {
      step: time(290),
      stage10: time(15),
      stage2: time(14),
      losses: time(9),
      stem: time(25),
      forward: time(104.04),
      backward: time(150),
      update: time(30),
      data: time(12),
    },
  };
  const table = formatBench(report, 'a training step');
  expect(table.split('\n')).toEqual([
    'default: a training step; 5,939,443 parameters, 43 of them frozen, 20 steps, at most 1,234 MB',
    'milliseconds      median       min',
    'data                13.0      12.0',
    'forward            105.0     104.0',
    '  stem              26.0      25.0',
    '  stage2            15.0      14.0',
    '  stage10           16.0      15.0',
    '  losses            10.0       9.0',
    'backward           151.0     150.0',
    'update              31.0      30.0',
    'step               291.0     290.0',
  ]);
});
