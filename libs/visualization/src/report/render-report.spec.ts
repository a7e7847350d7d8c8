import { fakeReport } from '../../examples/fake-report';
import { renderReport } from './render-report';
import type { RunReport } from './run-report';

const count = (text: string, what: string | RegExp) => text.split(what).length - 1;
const small = fakeReport(3, { examples: 2, steps: 50, imageSide: 32 });

describe('renderReport', () => {
  it('draws an overlay for every image and stage, next to the annotations', async () => {
    const html = await renderReport(small);
    expect(count(html, 'class="th-overlay"')).toBe(2 * (1 + 4));
    for (const caption of ['Annotated', 'Stage 0, initial pose', 'Stage 1', 'Stage 2', 'Stage 3']) {
      expect(count(html, `<figcaption>${caption}</figcaption>`)).toBe(2);
    }
    expect(count(html, 'data:image/png')).toBe(2);
  });

  it('shows an attention mask for every person and stage that has one', async () => {
    const masks = small.examples.flatMap(({ people }) =>
      people.flatMap(({ stages }) => stages.filter(({ attention }) => attention)),
    );
    const html = await renderReport(small);
    expect(masks.length).toBeGreaterThan(0);
    expect(count(html, 'class="th-attention"')).toBe(masks.length);
    expect(count(html, 'class="th-color-bar"')).toBe(1);
  });

  it('lists every stage with the change from the previous one, and the prior', async () => {
    const rows = tableRows(await renderReport(small), 'scores');
    expect(rows).toEqual([
      ['Stage', 'APagent', 'AProle', 'APkp50', 'AP kp75'],
      ['0 initial pose', '–', '–', '62.4', '3.1'],
      ['1', '51.2', '48.9', '69.8+7.4', '4.4+1.3'],
      ['2', '53.0+1.8', '50.1+1.2', '71.3+1.5', '4.9+0.5'],
      ['3', '53.9+0.9', '49.6−0.5', '71.3±0.0', '4.7−0.2'],
      ['Prior training averages', '14.8', '11.3', '21.9', '0.2'],
    ]);
  });

  it('marks a result below the prior', async () => {
    const bad = { stage: 3, scores: { ...small.stages[3].scores, apAgent: 9.3 } };
    const html = await renderReport({ ...small, stages: [...small.stages.slice(0, 3), bad] });
    expect(html).toContain('<span class="change down">−5.5</span> over the prior');
    expect(html).toContain('<span class="change down">−41.9</span> over stage 1');
  });

  it('leaves out a task that is switched off', async () => {
    const stages = small.stages.map(({ stage, scores: { apKp50 } }) => ({
      stage,
      scores: { apKp50, apAgent: null, apRole: null },
    }));
    const html = await renderReport({ ...small, stages, tables: [] });
    expect(tableRows(html, 'scores')[0]).toEqual(['Stage', 'APkp50']);
    expect(html).not.toContain('id="actions"');
  });

  it('shows a dash for a score that is missing or not a number', async () => {
    const rows = [
      { name: 'fly', stages: [null, NaN, 3, null], prior: null, positives: null },
      { name: 'hit_obj', stages: [null, 50, 45, 40], prior: 7, positives: 1200 },
    ];
    const html = await renderReport({ ...small, tables: [{ caption: 'Agent', rows }] });
    expect(tableRows(html, 'actions').slice(1)).toEqual([
      ['hit obj', '1,200', '', '50.0', '45.0', '40.0', '−10.0'],
      ['fly', '–', '', '–', '3.0', '–', '–'],
    ]);
    expect(html).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('leaves out columns without a single number', async () => {
    const pck = { key: 'pck', heading: 'PCK', meaning: 'joints', shown: 'table' } as const;
    const stages = small.stages.map((row) => ({ ...row, scores: { ...row.scores, pck: null } }));
    const [agent, ...others] = small.tables;
    const rows = agent.rows.map((row) => ({ ...row, positives: null }));
    const html = await renderReport({
      ...small,
      columns: [...small.columns, pck],
      stages,
      tables: [{ ...agent, rows }, ...others],
    });
    expect(html).not.toContain('PCK');
    expect(tableRows(html, 'actions')[0]).toEqual(['Action', '', '1', '2', '3', 'Δ']);
  });

  it('names the best action if none reaches the threshold', async () => {
    const [example] = small.examples;
    const actions = [
      { name: 'run', score: 0.1, target: null },
      { name: 'sit', score: 0.3, target: null },
    ];
    const stages = [{ stage: 1, keypoints: null, actions, attention: null }];
    const people = [{ ...example.people[0], stages }];
    const html = await renderReport({ ...small, examples: [{ ...example, people }] });
    expect(html).toContain('best below 0.5: sit 0.30');
  });

  it('lists the steps with a non-finite loss and draws the rest', async () => {
    const metrics = small.metrics.map((line) => (line.step === 7 ? { ...line, loss: NaN } : line));
    const html = await renderReport({ ...small, metrics });
    expect(html).toContain('The loss was not finite at 1 of 50 steps: 7');
    expect(html).not.toContain('NaN');
  });

  it('has the sentences about the scores below their table', async () => {
    expect(await renderReport(small)).not.toContain('class="words"');
    const html = await renderReport({ ...small, words: ['Stage 3 & more: +0.9.', 'One seed.'] });
    const [, after] = /<table class="scores">.*?<\/table>(.*)/s.exec(html)!;
    expect(after).toContain(
      '<ul class="words"><li>Stage 3 &amp; more: +0.9.</li><li>One seed.</li></ul>',
    );
    expectBalanced(html);
  });

  it('draws the validations of every stage over the steps, where there are some', async () => {
    expect(await renderReport(small)).not.toContain('id="validation"');
    const [initial, ...stages] = small.stages;
    const validation = [20, 40].map((step) => ({
      step,
      images: 60,
      stages: [initial, ...stages],
      prior: { apAgent: 14.5, apKp50: null },
    }));
    const html = await renderReport({ ...small, validation });
    const [, section] = /<section id="validation">(.*?)<\/section>/s.exec(html)!;
    expect(section).toContain('On the first 60 images of the validation split');
    const charts = section.split('<svg class="th-chart"').slice(1);
    expect(charts.map((chart) => /aria-label="([^"]*)"/.exec(chart)![1])).toEqual([
      'AP agent',
      'AP role',
      'AP kp50',
    ]);
    // Stage 0 has no actions.
    expect(charts.map((chart) => count(chart, 'stroke-width="1.8"'))).toEqual([3, 3, 4]);
    expect(charts.map((chart) => chart.includes('prior 14.5'))).toEqual([true, false, false]);
    expect(html).toContain('href="#validation"');
    expectBalanced(html);
  });

  it('renders an empty run', async () => {
    const empty: RunReport = {
      ...small,
      stages: [],
      prior: null,
      tables: [],
      metrics: [],
      examples: [],
      config: undefined,
    };
    const html = await renderReport(empty);
    expect(html).toContain(small.title);
    expectBalanced(html);
  });

  it('escapes names from data and config', async () => {
    const attack = '<img src=x onerror="alert(1)">&\'';
    const [example] = small.examples;
    const html = await renderReport({
      ...small,
      title: attack,
      environment: { ...small.environment, device: attack },
      config: { [attack]: attack },
      tables: [
        {
          caption: attack,
          rows: [{ name: attack, stages: [1, 1, 1, 1], prior: 1, positives: 1 }],
        },
      ],
      columns: [{ key: attack, heading: attack, meaning: attack, shown: 'main' }],
      metrics: [{ step: 1, loss: 1, learningRate: 1, parts: { [attack]: 1 } }],
      stages: small.stages.map((row) => ({ ...row, scores: { [attack]: 1 } })),
      examples: [{ ...example, title: attack, objects: [{ label: attack, box: [0, 0, 9, 9] }] }],
    });
    expect(html).not.toContain('<img');
    expect(count(html, '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;')).toBeGreaterThan(
      6,
    );
    expectBalanced(html);
  });

  it('has no external references and no script', async () => {
    const html = await renderReport(small);
    const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"|url\(([^)]*)\)/g)].map(
      ([, link, url]) => link ?? url,
    );
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !/^(#|data:image\/png;base64,)/.test(address))).toEqual(
      [],
    );
    expect(html).not.toMatch(/<script|<link|@import/);
  });

  it('closes every element, and refers only to unique ids', async () => {
    const html = await renderReport(small);
    expectBalanced(html);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(id);
  });

  it('is the same for the same report', async () => {
    expect(await renderReport(fakeReport(3, { examples: 1, imageSide: 32 }))).toBe(
      await renderReport(fakeReport(3, { examples: 1, imageSide: 32 })),
    );
  });

  it('stays below 3 MB for 12 images, 4 stages and many steps', async () => {
    const html = await renderReport(fakeReport(1, { examples: 12, steps: 10_000 }));
    expect(new TextEncoder().encode(html).length).toBeLessThan(3e6);
  }, 30_000);

  it('does not grow with the steps', async () => {
    const length = async (steps: number) =>
      (await renderReport(fakeReport(1, { examples: 0, steps }))).length;
    expect(await length(20_000)).toBeLessThan(1.05 * (await length(5_000)));
  }, 30_000);
});

/** The text of a table's cells. */
function tableRows(html: string, name: string): string[][] {
  const [, table] = new RegExp(`<table class="${name}">(.*?)</table>`, 's').exec(html)!;
  return [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) =>
      cell.replace(/<[^>]*>/g, '').trim(),
    ),
  );
}

function expectBalanced(html: string): void {
  const open: string[] = [];
  for (const [, closes, name, empty] of html.matchAll(/<(\/?)([a-z]\w*)[^>]*?(\/?)>/gi)) {
    if (closes) expect(open.pop()).toBe(name);
    else if (!empty && name !== 'meta') open.push(name);
  }
  expect(open).toEqual([]);
}
