import { markup, Markup } from '../markup/markup';
import { change, score } from './change';
import type { RunReport, ScoreColumn, StageScores } from './run-report';
import { allColumns, headingOf, mainColumns } from './score-columns';
import { stageChart } from './stage-chart';

/** The scores of every stage as a table and, as in the paper's Fig. 3, as curves. */
export function stageSection(report: RunReport): Markup {
  return markup`<section id="stages"><h2>Scores by stage</h2>
${table(report)}
${words(report)}
<p class="note">Average precision in percent on the held-out split; small numbers are the change from the previous stage. This is one seed: repeat with others before reading a difference of a few points as an effect.</p>
<div class="charts">${mainColumns(report).map((column) => new Markup(stageChart(report, column)))}</div>
</section>`;
}

function words({ words = [] }: RunReport): Markup | null {
  if (words.length === 0) return null;
  return markup`<ul class="words">${words.map((sentence) => markup`<li>${sentence}</li>`)}</ul>`;
}

function table(report: RunReport): Markup {
  const columns = allColumns(report);
  const { stages, prior } = report;
  return markup`<div class="scroll"><table class="scores"><thead><tr><th scope="col">Stage</th>${columns.map((column) => markup`<th scope="col" title="${column.meaning}">${headingOf(column)}</th>`)}</tr></thead>
<tbody>${stages.map((row, i) => stageRow(row, stages[i - 1], columns, stages))}</tbody>
<tfoot>${prior && markup`<tr class="prior"><th scope="row">Prior <span>training averages</span></th>${columns.map(({ key }) => markup`<td>${score(prior[key])}</td>`)}</tr>`}</tfoot></table></div>`;
}

function stageRow(
  row: StageScores,
  previous: StageScores | undefined,
  columns: readonly ScoreColumn[],
  stages: readonly StageScores[],
): Markup {
  const cells = columns.map(({ key }) => {
    const value = row.scores[key];
    const all = stages.map(({ scores }) => scores[key]);
    const text = isBest(value, all) ? markup`<b>${score(value)}</b>` : score(value);
    return markup`<td>${text}${previous && change(previous.scores[key], value)}</td>`;
  });
  const name = markup`${row.stage}${row.stage === 0 && markup` <span>initial pose</span>`}`;
  return markup`<tr><th scope="row">${name}</th>${cells}</tr>`;
}

/** Whether a score is the highest and not all are equal. */
function isBest(value: number | null, all: readonly (number | null)[]): boolean {
  const scores = all.flatMap((other) => other ?? []);
  return value !== null && value === Math.max(...scores) && value > Math.min(...scores);
}
