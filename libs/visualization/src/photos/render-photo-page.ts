import { GALLERY_SCRIPT } from '../gallery/gallery-script';
import { GALLERY_STYLE } from '../gallery/gallery-style';
import { markup, Markup } from '../markup/markup';
import { grouped } from '../markup/numbers';
import { STYLE } from '../report/style';
import { pageKeys, photoCard } from './photo-card';
import type { PhotoPage } from './photo-page';
import { PHOTO_SCRIPT, PHOTO_STYLE } from './photo-script';

/** Predictions as one HTML page: photos that can be filtered and enlarged, with the predictions as text. */
export function renderPhotoPage(page: PhotoPage): string {
  const keys = pageKeys(page.photos);
  const cards = page.photos.map((photo, i) => photoCard(photo, i, page.drawings, keys));
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="turbo-hoi"><title>${page.title}</title><style>${new Markup(STYLE + GALLERY_STYLE + PHOTO_STYLE)}</style></head>
<body><main>${header(page)}
${page.unreadable.length > 0 && unreadable(page.unreadable)}
<section id="photos"><h2>Photos</h2>${bar(page, keys.actions, keys.classes)}
<div class="cards">${cards}</div>
<p class="note" id="nothing" hidden>No photo on this page matches all filters.</p>
${viewer()}</section>
</main><script>${new Markup(PHOTO_SCRIPT + GALLERY_SCRIPT)}</script></body></html>
`.text;
}

function header({ title, remarks, facts }: PhotoPage): Markup {
  return markup`<header><p class="kicker">Predictions</p><h1>${title}</h1>
${remarks.length > 0 && markup`<div class="warning">${remarks.map((remark) => markup`<p>${remark}</p>`)}</div>`}
<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${grouped(value)}</dd></div>`)}</dl></header>`;
}

function unreadable(lines: readonly string[]): Markup {
  return markup`<section id="unreadable"><h2>Not read</h2><ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul></section>`;
}

/** Hidden until the script runs; only the gallery's own filters have names. */
function bar(
  { drawings, photos }: PhotoPage,
  actions: readonly string[],
  classes: readonly string[],
): Markup {
  const filter = (attributes: Markup, label: string, options: readonly string[]) =>
    options.length > 1 &&
    markup`<label>${label} <select ${attributes}><option value="">all</option>${options.map((option, i) => markup`<option value="${i}">${option}</option>`)}</select></label>`;
  const choice =
    drawings.length > 1 &&
    markup`<label>Drawing <select id="drawing">${drawings.map(({ id, label }) => markup`<option value="${id}">${label}</option>`)}</select></label>`;
  return markup`<form class="filters" hidden>${choice}<label>Sort by <select id="order"><option value="name">name</option><option value="best">best score</option><option value="people">number of people</option></select></label>
${filter(markup`id="action"`, 'Action', actions)}${filter(markup`name="classes"`, 'Object', classes)}<label>Minimum score <input type="number" id="least" min="0" max="1" step="0.05" placeholder="0"></label>
<label>Name <input type="search" name="text" autocomplete="off"></label><button type="reset">Reset</button><output aria-live="polite">${photos.length} of ${photos.length}</output></form>`;
}

function viewer(): Markup {
  return markup`<dialog id="viewer" aria-label="Enlarged photo"><div class="stage"></div><div class="strip"><button type="button" data-step="-1" aria-label="Previous photo">←</button><p></p><button type="button" data-step="1" aria-label="Next photo">→</button><button type="button" data-close aria-label="Close">✕</button></div></dialog>`;
}
