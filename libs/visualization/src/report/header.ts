import { markup, type Markup } from '../markup/markup';
import { duration, fixed, grouped } from '../markup/numbers';
import { change, score } from './change';
import type { RunReport } from './run-report';
import { headingOf, mainColumns } from './score-columns';

/** Title, the final scores and the facts of the run. */
export function header(report: RunReport): Markup {
  return markup`<header>
<p class="kicker">Turbo learning run</p>
<h1>${report.title}</h1>
<div class="tiles">${tiles(report)}</div>
<dl class="facts">${facts(report).map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

function tiles(report: RunReport): Markup[] {
  const last = report.stages.at(-1);
  const first = report.stages.find(({ stage }) => stage === 1);
  if (!last) return [];
  return mainColumns(report).map((column) => {
    const { key, meaning } = column;
    const value = last.scores[key];
    const sinceFirst = first && first !== last ? change(first.scores[key], value) : null;
    const overPrior = report.prior && change(report.prior[key], value);
    return markup`<div class="tile"><p class="tile-name">${headingOf(column)} <span>${meaning}</span></p><p class="tile-value">${score(value)}</p><p class="tile-notes">${sinceFirst && markup`<span>${sinceFirst} over stage 1</span>`}${overPrior && markup`<span>${overPrior} over the prior</span>`}</p></div>`;
  });
}

function facts({ environment, stages }: RunReport): [string, string][] {
  const loops = stages.filter(({ stage }) => stage > 0).length;
  return [
    ...(environment.dataset ? [['Data', environment.dataset] as [string, string]] : []),
    ['Stages', String(loops)],
    ['Steps', grouped(environment.steps)],
    ['Time', duration(environment.seconds)],
    ['Speed', `${fixed(environment.imagesPerSecond, 1)} images/s`],
    ['Seed', String(environment.seed)],
    ['Backend', environment.backend],
    ['Device', environment.device],
    ['Node', environment.node],
  ];
}
