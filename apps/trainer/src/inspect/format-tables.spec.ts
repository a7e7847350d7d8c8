import type { Inspection } from '@turbo-hoi/datasets';
import { formatCounts, formatFindings } from './format-tables';

const inspection: Inspection = {
  dataset: 'mine',
  scope: 'everything',
  splits: ['train', 'test'],
  facts: [
    { name: 'actions', value: 2, published: 2 },
    { name: 'interactions', value: 153, published: 600 },
  ],
  totals: [{ name: 'images', counts: { train: 1200, test: 3 }, published: { train: 1200 } }],
  actions: [
    { name: 'hold', role: null, counts: { train: 5, test: 0 }, published: { train: 6, test: 0 } },
    { name: 'hold', role: 'obj', counts: { train: 4 } },
  ],
  objectClasses: [],
  hois: [],
  source: 'a paper',
  findings: [],
};

test('tables are aligned, with published numbers marked where they differ', () => {
  expect(formatCounts(inspection)).toBe(
    [
      '2 actions, 153 interactions (published: 600)',
      '',
      '        train  test  published',
      'images  1,200     3  1,200 / –',
      '',
      'action  role  train  test  published',
      'hold              5     0    ≠ 6 / 0',
      '        obj       4     –',
      '',
      'published: a paper',
    ].join('\n'),
  );
});

test('without published numbers there is no column for them', () => {
  const totals = [{ name: 'images', counts: { train: 1, test: 2 } }];
  const text = formatCounts({ ...inspection, totals, actions: [], facts: [], source: null });
  expect(text.trim()).toBe('train  test\nimages      1     2');
});

test('findings list their examples; notes are one line', () => {
  const text = formatFindings([
    {
      check: 'box-outside',
      severity: 'error',
      title: 'box outside',
      count: 1002,
      examples: ['image 1', 'image 2\nand its neighbour'],
    },
    {
      check: 'no-people',
      severity: 'note',
      title: 'image without people',
      count: 3,
      examples: ['image 7'],
    },
  ]);
  expect(text.split('\n')).toEqual([
    'error    box outside: 1,002',
    '           image 1',
    '           image 2',
    '           and its neighbour',
    '           … and 1,000 more',
    'note     image without people: 3',
  ]);
  expect(formatFindings([])).toBe('No findings.');
});
