import { markup, type Markup } from '../markup/markup';
import { grouped, MISSING } from '../markup/numbers';
import type { GalleryRow, GalleryTable } from './gallery';

/** Counts as a table, with a bar for how often a row occurs. */
export function tableSection({ id, title, note, folded, columns, rows }: GalleryTable): Markup {
  const most = Math.max(1, ...rows.map(total));
  const body = markup`<div class="scroll"><table class="counts"><thead><tr><th scope="col">${title}</th>${columns.map((column) => markup`<th scope="col">${column}</th>`)}<td class="bar"></td></tr></thead>
<tbody>${rows.map((row) => tableRow(row, total(row) / most))}</tbody></table></div>`;
  return markup`<section id="${id}"><h2>${title}</h2>${note !== undefined && markup`<p class="note">${note}</p>`}
${folded ? markup`<details><summary>${grouped(rows.length)} rows</summary>${body}</details>` : body}</section>`;
}

function tableRow({ name, isPart, values }: GalleryRow, share: number): Markup {
  const percent = Math.round(1000 * share) / 10;
  return markup`<tr${isPart && markup` class="part"`}><th scope="row">${name.replace(/_/g, ' ')}</th>${values.map((value) => markup`<td>${value === null ? MISSING : grouped(value)}</td>`)}<td class="bar" aria-hidden="true"><i style="width:${percent}%"></i></td></tr>`;
}

/** What the bar stands for: the first column that is known. */
function total({ values }: GalleryRow): number {
  return values.find((value) => value !== null) ?? 0;
}
