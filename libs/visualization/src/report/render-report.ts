import { pngDataUri } from '../image/png-data-uri';
import { markup, Markup } from '../markup/markup';
import { actionSection } from './action-section';
import { configSection } from './config-section';
import { exampleSection } from './example-section';
import { header } from './header';
import { lossSection } from './loss-section';
import type { RunReport } from './run-report';
import { stageSection } from './stage-section';
import { STYLE } from './style';
import { validationSection } from './validation-section';

export interface ReportOptions {
  /** Longest side of a shown image in pixels; larger ones are shrunk. Default 320. */
  readonly maxImageSide?: number;
  /** Least score of a predicted action. Default 0.5. */
  readonly actionThreshold?: number;
}

/**
 * A run as one HTML page that needs no other file, no network and no script.
 *
 * @throws TurboHoiError `shape` for an image or a mask whose data do not fit its sides
 */
export async function renderReport(
  report: RunReport,
  { maxImageSide = 320, actionThreshold = 0.5 }: ReportOptions = {},
): Promise<string> {
  const images = await Promise.all(
    report.examples.map(({ image }) => pngDataUri(image, maxImageSide)),
  );
  const sections: [id: string, name: string, body: Markup | null][] = [
    ['stages', 'Stages', stageSection(report)],
    ['losses', 'Losses', lossSection(report)],
    ['validation', 'Validation', validationSection(report)],
    ['actions', 'Actions', actionSection(report)],
    ['examples', 'Test images', exampleSection(report, images, actionThreshold)],
    ['config', 'Config', configSection(report.config)],
  ];
  const shown = sections.filter(([, , body]) => body !== null);
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="turbo-hoi"><title>${report.title}</title><style>${new Markup(STYLE)}</style></head>
<body><main>${header(report)}
<nav aria-label="Sections">${shown.map(([id, name]) => markup`<a href="#${id}">${name}</a>`)}</nav>
${shown.map(([, , body]) => body)}
</main></body></html>
`.text;
}
