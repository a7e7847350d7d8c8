import { markup, type Markup } from '../markup/markup';
import type { TextTable } from './experiment-report';

/** A table of texts, its first column a heading of the row. */
export function textTable({ caption, notes, head, rows }: TextTable): Markup {
  return markup`<div class="scroll"><table class="texts"><caption>${caption}</caption>
<thead><tr>${head.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(([name, ...cells]) => markup`<tr><th scope="row">${name}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>
${notes.map((note) => markup`<p class="note">${note}</p>`)}`;
}
