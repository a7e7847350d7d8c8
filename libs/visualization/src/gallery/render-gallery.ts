import { markup, Markup } from '../markup/markup';
import { grouped } from '../markup/numbers';
import { STYLE } from '../report/style';
import { findingSection } from './finding-section';
import type { Gallery } from './gallery';
import { GALLERY_SCRIPT } from './gallery-script';
import { GALLERY_STYLE } from './gallery-style';
import { sampleSection } from './sample-section';
import { tableSection } from './table-section';

/**
 * A data set as one HTML page: findings, samples that can be filtered and enlarged, counts.
 *
 * The page needs no other file and no network; without scripts all samples are shown.
 *
 * @throws TurboHoiError `shape` for a person with more keypoints than the layout
 */
export function renderGallery(gallery: Gallery): string {
  const sections: [id: string, name: string, body: Markup | null][] = [
    ['findings', 'Findings', findingSection(gallery.findings)],
    ['samples', 'Samples', sampleSection(gallery.samples)],
    ...gallery.tables.map((table): [string, string, Markup] => [
      table.id,
      table.title,
      tableSection(table),
    ]),
  ];
  const shown = sections.filter(([, , body]) => body !== null);
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="turbo-hoi"><title>${gallery.title}</title><style>${new Markup(STYLE + GALLERY_STYLE)}</style></head>
<body><main>${header(gallery)}
<nav aria-label="Sections">${shown.map(([id, name]) => markup`<a href="#${id}">${name}</a>`)}</nav>
${shown.map(([, , body]) => body)}
</main><script>${new Markup(GALLERY_SCRIPT)}</script></body></html>
`.text;
}

function header({ title, remark, facts }: Gallery): Markup {
  return markup`<header><p class="kicker">Data set inspection</p><h1>${title}</h1>
${remark !== undefined && markup`<p class="warning">${remark}</p>`}
<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${grouped(value)}</dd></div>`)}</dl></header>`;
}
