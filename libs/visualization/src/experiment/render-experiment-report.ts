import { barChart } from '../charts/bar-chart';
import { intervalChart } from '../charts/interval-chart';
import { pngDataUri } from '../image/png-data-uri';
import { markup, Markup } from '../markup/markup';
import { STYLE } from '../report/style';
import type { ReportOptions } from '../report/render-report';
import type { ExperimentReport, TextTable } from './experiment-report';
import { EXPERIMENT_STYLE } from './experiment-style';
import { pictureSection } from './picture-section';
import { textTable } from './text-table';

/**
 * Configs compared over seeds as one HTML page that needs no other file, no network and no script.
 *
 * @throws TurboHoiError `shape` for an image or a mask whose data do not fit its sides
 */
export async function renderExperimentReport(
  report: ExperimentReport,
  { maxImageSide = 320, actionThreshold = 0.5 }: ReportOptions = {},
): Promise<string> {
  const images = await Promise.all(
    report.pictures.map(({ pictures }) =>
      Promise.all(pictures.map(({ example }) => pngDataUri(example.image, maxImageSide))),
    ),
  );
  const sections: [id: string, name: string, body: Markup | null][] = [
    ['charts', 'Bars', chartSection(report)],
    ['claims', "The paper's differences", claimSection(report)],
    ['tables', 'Tables', tableSection(report.tables)],
    ['pictures', 'Test images', pictureSection(report.pictures, images, actionThreshold)],
  ];
  const shown = sections.filter(([, , body]) => body !== null);
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="turbo-hoi"><title>${report.title}</title><style>${new Markup(STYLE + EXPERIMENT_STYLE)}</style></head>
<body><main><header><p class="kicker">Turbo learning experiment</p><h1>${report.title}</h1><p class="subtitle">${report.subtitle}</p>
<dl class="facts">${report.facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>
<nav aria-label="Sections">${shown.map(([id, name]) => markup`<a href="#${id}">${name}</a>`)}</nav>
${shown.map(([, , body]) => body)}
<section><h2>Again</h2><pre>${report.command}</pre></section>
</main></body></html>
`.text;
}

function chartSection({ charts }: ExperimentReport): Markup | null {
  if (charts.length === 0) return null;
  const drawn = charts.map((chart, i) => barChart({ ...chart, id: `bars-${i + 1}` }));
  return markup`<section id="charts"><h2>Scores</h2>
<p class="note">Bars: mean over seeds, from 0. Error bars: standard deviation. Dots: every seed. A model has the same color and lines in all charts.</p>
<div class="charts">${drawn.map((svg) => new Markup(svg))}</div></section>`;
}

function claimSection({ claims: { words, rows } }: ExperimentReport): Markup | null {
  if (rows.length === 0) return null;
  const chart = intervalChart({ title: 'Difference in points of AP', rows });
  return markup`<section id="claims"><h2>The paper's differences</h2>
<ul class="words">${words.map((sentence) => markup`<li>${sentence}</li>`)}</ul>
<div class="charts wide">${new Markup(chart)}</div></section>`;
}

function tableSection(tables: readonly TextTable[]): Markup | null {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) return null;
  return markup`<section id="tables"><h2>Tables</h2>${filled.map(textTable)}</section>`;
}
