import { ON_IMAGE } from '../charts/palette';
import { markup, type Markup } from '../markup/markup';
import { filterKeys, type FilterKeys } from './filter-keys';
import type { GallerySample } from './gallery';
import { sampleCard } from './sample-card';

/** Samples with drawn annotations, and the filters. */
export function sampleSection(samples: readonly GallerySample[]): Markup | null {
  if (samples.length === 0) return null;
  const keys = filterKeys(samples);
  return markup`<section id="samples"><h2>Samples</h2>
${filterBar(keys, samples.length)}
${legend()}
<div class="cards">${samples.map((sample, i) => sampleCard(sample, i, keys))}</div>
<p class="note" id="nothing" hidden>No sample on this page matches all filters.</p>
<dialog id="viewer" aria-label="Enlarged sample"><div class="stage"></div><div class="strip"><button type="button" data-step="-1" aria-label="Previous sample">←</button><p></p><button type="button" data-step="1" aria-label="Next sample">→</button><button type="button" data-bare aria-pressed="false">Image only</button><button type="button" data-close aria-label="Close">✕</button></div></dialog></section>`;
}

/** Hidden until the script runs. */
function filterBar({ splits, actions, classes }: FilterKeys, count: number): Markup {
  const select = (name: string, label: string, options: readonly string[]) =>
    options.length > 1 &&
    markup`<label>${label} <select name="${name}"><option value="">all</option>${options.map((option, i) => markup`<option value="${i}">${option.replace(/_/g, ' ')}</option>`)}</select></label>`;
  return markup`<form class="filters" hidden>${select('splits', 'Split', splits)}${select('actions', 'Action', actions)}${select('classes', 'Object', classes)}
<label>Name or id <input type="search" name="text" autocomplete="off"></label><button type="reset">Reset</button><output aria-live="polite">${count} of ${count}</output></form>`;
}

function legend(): Markup {
  const swatch = (color: string, text: string) =>
    markup`<li><span class="swatch" style="background:${color}"></span>${text}</li>`;
  return markup`<div class="legend"><ul>${swatch(ON_IMAGE.person, 'person')}${swatch(ON_IMAGE.target, 'action and its object')}${swatch(ON_IMAGE.left, 'left limbs')}${swatch(ON_IMAGE.right, 'right limbs')}<li><span class="swatch ring"></span>hidden joint</li><li><span class="swatch dashed"></span>other object</li></ul></div>`;
}
