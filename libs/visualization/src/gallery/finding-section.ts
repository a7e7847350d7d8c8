import { markup, type Markup } from '../markup/markup';
import { grouped } from '../markup/numbers';
import type { GalleryFinding } from './gallery';

/** Errors, warnings and notes; notes are folded. */
export function findingSection(findings: readonly GalleryFinding[]): Markup {
  const list =
    findings.length === 0
      ? markup`<p class="clean"><b aria-hidden="true">✓</b> No findings.</p>`
      : findings.map(finding);
  return markup`<section id="findings"><h2>Findings</h2>${list}</section>`;
}

function finding({ severity, title, count, examples }: GalleryFinding): Markup {
  const more = count - examples.length;
  return markup`<details class="finding is-${severity}"${severity !== 'note' && markup` open`}><summary><span class="severity">${severity}</span> ${title} <b>${grouped(count)}</b></summary>
<ul>${examples.map((example) => markup`<li>${example}</li>`)}${more > 0 && markup`<li class="remark">… and ${grouped(more)} more</li>`}</ul></details>`;
}
