import { createRng } from '@turbo-hoi/core';
import { fakeExample } from '../../examples/fake-example';
import type { ExperimentReport, Picture } from './experiment-report';
import { renderExperimentReport } from './render-experiment-report';

const count = (text: string, what: string) => text.split(what).length - 1;
const report: ExperimentReport = {
  title: 'Fig. 3',
  subtitle: 'two models',
  facts: [['Seeds', '1, 2']],
  charts: [{ title: 'AP role', bars: [{ label: 'turbo', values: [1, 2], deviation: 1, fill: 0 }] }],
  claims: {
    words: ['One appears.'],
    rows: [{ label: 'pose helps', mean: 1, margin: 0.5, stated: 1.1, word: 'appears' }],
  },
  tables: [{ caption: 'Scores', notes: ['a note'], head: ['', 'AP'], rows: [['turbo', '1.0']] }],
  pictures: [],
  command: 'npx nx run <again>',
};

function picture(people: number): Picture {
  const example = fakeExample(createRng(1), people - 1, 2, 32);
  const rival = fakeExample(createRng(2), people - 1, 1, 32);
  const { box } = example.people[0];
  const densities = [{ box, expected: box, sigma: 0.3, label: 'kick' }];
  return {
    note: 'kick',
    example,
    columns: [
      { caption: 'without pose', example: rival, stage: 1 },
      { caption: 'turbo, stage 2', example, stage: 2, densities },
    ],
  };
}

it('has a chart, the differences, the tables and the command, escaped', async () => {
  const html = await renderExperimentReport(report);
  expect(count(html, 'class="th-chart th-bars"')).toBe(1);
  expect(count(html, 'class="th-chart th-intervals"')).toBe(1);
  for (const text of ['One appears.', 'a note', 'npx nx run &lt;again&gt;'])
    expect(html).toContain(text);
  expect(html).not.toContain('id="pictures"');
  expect(html).not.toContain('<script');
});

it('shows pictures of several models with densities and masks, the image once', async () => {
  const group = { title: 'Fig. 4', rule: 'the largest gain', pictures: [picture(2)] };
  const html = await renderExperimentReport({ ...report, pictures: [group] });
  for (const caption of ['Annotated', 'without pose', 'turbo, stage 2'])
    expect(count(html, `<figcaption>${caption}</figcaption>`)).toBe(1);
  expect(count(html, 'data:image/png')).toBe(1);
  expect(count(html, 'id="th-density"')).toBe(1);
  expect(html).toContain('class="th-attention"');
  // Caption, picture, densities and two people.
  expect(html).toContain('--rows:5;--columns:3');
});

it('says where no image fulfils a rule, and leaves empty sections out', async () => {
  const group = { title: 'Fig. 4', rule: 'the largest gain', pictures: [] };
  expect(await renderExperimentReport({ ...report, pictures: [group] })).toContain(
    'No test image fulfils it.',
  );
  const empty = { ...report, charts: [], claims: { words: [], rows: [] }, tables: [] };
  const html = await renderExperimentReport(empty);
  for (const id of ['charts', 'claims', 'tables']) expect(html).not.toContain(`id="${id}"`);
});
