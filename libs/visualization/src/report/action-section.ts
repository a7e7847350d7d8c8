import { markup, type Markup } from '../markup/markup';
import { grouped, MISSING } from '../markup/numbers';
import { actionStrip } from './action-strip';
import { change, score } from './change';
import type { ActionScores, RunReport } from './run-report';

/** The score of every action at every stage. */
export function actionSection(report: RunReport): Markup | null {
  const { agentActions, roleActions } = report;
  if (agentActions.length + roleActions.length === 0) return null;
  return markup`<section id="actions"><h2>Scores by action</h2>
<p class="note">From the first stage (ring) to the last (dot) on a scale of 0 to 100; the short bar is chance. Best action first.</p>
<div class="tables">${actionTable('Agent: who does it', agentActions, report)}${actionTable('Role: which object', roleActions, report)}</div></section>`;
}

function actionTable(
  caption: string,
  actions: readonly ActionScores[],
  { stages }: RunReport,
): Markup | null {
  // Stage 0 has no actions.
  const scored = stages.map((_, i) => i).filter((i) => actions.some((row) => isNumber(row, i)));
  if (actions.length === 0) return null;
  const final = (row: ActionScores) => row.stages[scored.at(-1) ?? -1] ?? -Infinity;
  const sorted = [...actions].sort((a, b) => final(b) - final(a) || 0);
  const counted = actions.some(({ positives }) => positives !== null);
  const headings = scored.map((i) => markup`<th scope="col">${stages[i].stage}</th>`);
  return markup`<div class="scroll"><table class="actions"><caption>${caption}</caption>
<thead><tr><th scope="col">Action</th>${counted && markup`<th scope="col" class="count" title="annotated positives">n</th>`}<th></th>${headings}<th scope="col" title="last stage minus first stage">Δ</th></tr></thead>
<tbody>${sorted.map((row) => actionRow(row, scored, counted))}</tbody></table></div>`;
}

function actionRow(row: ActionScores, scored: readonly number[], counted: boolean): Markup {
  const values = scored.map((i) => row.stages[i] ?? null);
  const [first, last] = [values[0] ?? null, values.at(-1) ?? null];
  const cells = values.map((value) => markup`<td>${score(value)}</td>`);
  return markup`<tr><th scope="row">${row.name.replace(/_/g, ' ')}</th>${counted && markup`<td class="count">${row.positives === null ? MISSING : grouped(row.positives)}</td>`}<td class="strip">${actionStrip(first, last, row.chance)}</td>${cells}<td>${values.length > 1 ? (change(first, last) ?? MISSING) : MISSING}</td></tr>`;
}

function isNumber(row: ActionScores, stage: number): boolean {
  return Number.isFinite(row.stages[stage] ?? NaN);
}
