import { markup, type Markup } from '../markup/markup';
import { fixed, grouped, MISSING } from '../markup/numbers';
import type { GalleryRow, GalleryTable } from './gallery';

/** A table of counts, with a bar per row. */
export function tableSection(table: GalleryTable): Markup {
  const { id, title, note, folded, mixed, columns, rows } = table;
  const most = Math.max(1, ...rows.map(length));
  const share = (row: GalleryRow) => (mixed ? null : length(row) / most);
  const body = markup`<div class="scroll"><table class="counts"><thead><tr><th scope="col">${title}</th>${columns.map((column) => markup`<th scope="col">${column}</th>`)}${!mixed && markup`<td class="bar"></td>`}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, share(row)))}</tbody></table></div>`;
  return markup`<section id="${id}"><h2>${title}</h2>${note !== undefined && markup`<p class="note">${note}</p>`}
${folded ? markup`<details><summary>${grouped(rows.length)} rows</summary>${body}</details>` : body}</section>`;
}

function tableRow({ name, isPart, values }: GalleryRow, share: number | null): Markup {
  const cells = values.map(
    (value) => markup`<td>${value === null ? MISSING : grouped(value)}</td>`,
  );
  return markup`<tr${isPart && markup` class="part"`}><th scope="row">${name.replace(/_/g, ' ')}</th>${cells}${share !== null && bar(share)}</tr>`;
}

function bar(share: number): Markup {
  return markup`<td class="bar" aria-hidden="true"><i style="width:${fixed(100 * share, 1)}%"></i></td>`;
}

/** Value of the bar: the first known column. */
function length({ values }: GalleryRow): number {
  return values.find((value) => value !== null) ?? 0;
}
