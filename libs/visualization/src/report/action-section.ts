import { markup, type Markup } from '../markup/markup';
import { grouped, MISSING } from '../markup/numbers';
import { actionStrip } from './action-strip';
import { change, score } from './change';
import type { ClassScores, ClassTable, RunReport } from './run-report';

/** The score of every class, such as an action, at every stage. */
export function actionSection(report: RunReport): Markup | null {
  const tables = report.tables.filter(({ rows }) => rows.length > 0);
  if (tables.length === 0) return null;
  return markup`<section id="actions"><h2>Scores by action</h2>
<p class="note">From the first stage (ring) to the last (dot) on a scale of 0 to 100; the short bar is the training prior. Best first.</p>
<div class="tables">${tables.map((table) => classTable(table, report))}</div></section>`;
}

function classTable({ caption, rows }: ClassTable, { stages }: RunReport): Markup {
  // Stage 0 has no actions.
  const scored = stages.map((_, i) => i).filter((i) => rows.some((row) => isNumber(row, i)));
  const final = (row: ClassScores) => row.stages[scored.at(-1) ?? -1] ?? -Infinity;
  const sorted = [...rows].sort((a, b) => final(b) - final(a) || 0);
  const counted = rows.some(({ positives }) => positives !== null);
  const headings = scored.map((i) => markup`<th scope="col">${stages[i].stage}</th>`);
  return markup`<div class="scroll"><table class="actions"><caption>${caption}</caption>
<thead><tr><th scope="col">Action</th>${counted && markup`<th scope="col" class="count" title="annotated positives">n</th>`}<th></th>${headings}<th scope="col" title="last stage minus first stage">Δ</th></tr></thead>
<tbody>${sorted.map((row) => actionRow(row, scored, counted))}</tbody></table></div>`;
}

function actionRow(row: ClassScores, scored: readonly number[], counted: boolean): Markup {
  const values = scored.map((i) => row.stages[i] ?? null);
  const [first, last] = [values[0] ?? null, values.at(-1) ?? null];
  const cells = values.map((value) => markup`<td>${score(value)}</td>`);
  return markup`<tr><th scope="row">${row.name.replace(/_/g, ' ')}</th>${counted && markup`<td class="count">${row.positives === null ? MISSING : grouped(row.positives)}</td>`}<td class="strip">${actionStrip(first, last, row.prior)}</td>${cells}<td>${values.length > 1 ? (change(first, last) ?? MISSING) : MISSING}</td></tr>`;
}

function isNumber(row: ClassScores, stage: number): boolean {
  return Number.isFinite(row.stages[stage] ?? NaN);
}
