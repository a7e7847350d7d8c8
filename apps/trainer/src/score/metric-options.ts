import { TurboHoiError } from '@turbo-hoi/core';
import type { ScoreCommandOptions } from './score-options';

export const METRICS = ['vcoco', 'hico', 'keypoints', 'boxes'] as const;

export type Metric = (typeof METRICS)[number];

/** Options that name input files. */
export type FileOption =
  | 'annotations'
  | 'instances'
  | 'ids'
  | 'groundTruth'
  | 'trainGroundTruth'
  | 'imageLabels'
  | 'detections';

interface MetricFiles {
  readonly needs: readonly FileOption[];
  readonly takes?: readonly FileOption[];
}

const FILES: Readonly<Record<Metric, MetricFiles>> = {
  vcoco: { needs: ['annotations', 'instances', 'detections'], takes: ['ids'] },
  hico: { needs: ['groundTruth', 'detections'], takes: ['trainGroundTruth', 'imageLabels'] },
  keypoints: { needs: ['groundTruth', 'detections'] },
  boxes: { needs: ['groundTruth', 'detections'] },
};

const EVERY: readonly FileOption[] = [
  ...FILES.vcoco.needs,
  'ids',
  ...FILES.hico.needs,
  'trainGroundTruth',
  'imageLabels',
];

/** @throws TurboHoiError `usage` if an option of the metric is missing, or one of another metric is given */
export function checkFileOptions(options: ScoreCommandOptions): void {
  const { metric } = options;
  const { needs, takes = [] } = FILES[metric];
  const missing = needs.filter((name) => options[name] === undefined);
  if (missing.length > 0)
    throw new TurboHoiError(
      'usage',
      `--metric ${metric} needs ${missing.map(flag).join(', ')}; --help has examples.`,
    );
  for (const name of EVERY) {
    if (options[name] === undefined || [...needs, ...takes].includes(name)) continue;
    const expected = [...needs, ...takes].map(flag).join(', ');
    throw new TurboHoiError(
      'usage',
      `--metric ${metric} takes no ${flag(name)}; it reads ${expected}.`,
    );
  }
}

/** `trainGroundTruth` as it is typed: `--train-ground-truth`. */
function flag(name: FileOption): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
