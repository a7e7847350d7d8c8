import type { Interval } from '../charts/scale';
import { extent } from '../charts/extent';
import { ON_IMAGE } from '../charts/palette';
import { markup, Markup } from '../markup/markup';
import { colorBar } from '../overlay/color-bar';
import type { ExampleImage } from '../overlay/example-image';
import { exampleCard } from './example-card';
import type { RunReport } from './run-report';

/** Test images with annotations and the predictions of every stage, side by side. */
export function exampleSection(
  { examples }: RunReport,
  images: readonly string[],
  threshold: number,
): Markup | null {
  if (examples.length === 0) return null;
  const range = maskRange(examples);
  return markup`<section id="examples"><h2>Test images</h2>
${exampleLegend(range, threshold)}
${examples.map((example, i) => exampleCard(example, { id: `image-${i + 1}`, image: images[i], range, threshold }))}
</section>`;
}

/** The common range of all masks, so that colors can be compared between stages and images. */
export function maskRange(examples: readonly ExampleImage[]): Interval | null {
  const masks = examples.flatMap(({ people }) =>
    people.flatMap(({ stages }) => stages.flatMap(({ attention }) => attention ?? [])),
  );
  return extent(masks.flatMap((mask) => Array.from(mask)));
}

/** What colors and marks of the cards mean. */
export function exampleLegend(range: Interval | null, threshold: number): Markup {
  const swatch = (color: string, text: string) =>
    markup`<li><span class="swatch" style="background:${color}"></span>${text}</li>`;
  return markup`<div class="legend"><ul>
${swatch(ON_IMAGE.left, 'left limbs')}${swatch(ON_IMAGE.right, 'right limbs')}${swatch(ON_IMAGE.target, 'action and its target')}
<li><span class="swatch faint"></span>faint joint: below a quarter of the person’s best score</li>
<li><span class="swatch ring"></span>ring: annotated but hidden</li></ul>
<ul class="marks"><li><i class="mark right">✓</i>right</li><li><i class="mark target">◐</i>right action, wrong target</li><li><i class="mark wrong">✗</i>wrong</li><li><i class="mark missed">○</i>missed: annotated, scored below ${threshold}</li></ul>
${range && markup`<div>${new Markup(colorBar(range, 'attention, mean over channels'))}</div>`}</div>`;
}
