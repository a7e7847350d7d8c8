import type { MetricsLine } from '../report/run-report';
import { renderRunComparison } from './render-run-comparison';

const lines = (parts: Record<string, number>): MetricsLine[] =>
  [1, 2, 3].map((step) => ({ step, loss: 9 / step, learningRate: 0.1, parts }));
const table = { caption: 'Configs', notes: [], head: ['', 'A', 'B'], rows: [['seed', '1', '2']] };
const charts = (html: string) =>
  [...html.matchAll(/class="th-chart"[^>]*aria-label="([^"]*)"/g)].map(([, title]) => title);

it('draws the losses of the last stage of each run together, and only those that runs have', () => {
  const html = renderRunComparison({
    title: 'two',
    warnings: ['B is <unfinished>'],
    tables: [table],
    runs: [
      { label: 'A', metrics: lines({ 'stage1.action': 5, 'stage2.action': 4, 'stage0.pose': 3 }) },
      { label: 'B', metrics: lines({ 'stage1.pose': 2 }) },
    ],
  });
  expect(charts(html)).toEqual([
    'Total loss',
    'Action loss of the last stage',
    'Pose loss of the last stage',
    'Learning rate',
  ]);
  const [, total, action] = html.split('class="th-chart"');
  expect(total).toMatch(/>A<\/text>.*>B<\/text>/s);
  expect(action).toContain('>A</text>');
  expect(action).not.toContain('>B</text>');
  expect(html).toContain('B is &lt;unfinished&gt;');
});

it('has no curves before the first step', () => {
  const runs = [{ label: 'A', metrics: [] }];
  const html = renderRunComparison({ title: 'one', warnings: [], tables: [table], runs });
  expect(charts(html)).toEqual([]);
  expect(html).toContain('<caption>Configs</caption>');
});
