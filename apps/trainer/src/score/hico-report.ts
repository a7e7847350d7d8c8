import type { HicoSetting } from '@turbo-hoi/evaluation';
import type { HicoScores } from '@turbo-hoi/evaluation/node';
import { fraction, type ScoreReport } from './score-report';
import { percentCell, textTable } from './text-table';

const SHOWN = 10;

/** HICO-DET's scores in both settings, with the HOIs of highest and lowest AP. */
export function hicoReport({ hois, result }: HicoScores): ScoreReport {
  const settings = [result.default, result.knownObject];
  const means = (name: string, mean: keyof Omit<HicoSetting, 'perHoi'>) => [
    name,
    ...settings.map((setting) => percentCell(setting[mean])),
  ];
  const names = hois.map(({ verb, object }) => `${verb} ${object}`);
  return {
    json: { default: settingJson(result.default), knownObject: settingJson(result.knownObject) },
    text: textTable([
      ['mAP %', 'Default', 'Known Object'],
      null,
      means(`full (${hois.length})`, 'full'),
      means('rare', 'rare'),
      means('non-rare', 'nonRare'),
      ...extremes(names, settings),
    ]),
  };
}

function settingJson({ full, rare, nonRare, perHoi }: HicoSetting) {
  return {
    full: fraction(full),
    rare: fraction(rare),
    nonRare: fraction(nonRare),
    perHoi: perHoi.map(fraction),
  };
}

function extremes(names: readonly string[], settings: readonly HicoSetting[]) {
  const row = (hoi: number) => [
    `${String(hoi + 1).padStart(3, '0')} ${names[hoi]}`,
    ...settings.map(({ perHoi }) => percentCell(perHoi[hoi])),
  ];
  const [{ perHoi }] = settings;
  const ranked = names.map((_, hoi) => hoi).sort((a, b) => (perHoi[b] ?? 0) - (perHoi[a] ?? 0));
  if (ranked.length <= 2 * SHOWN) return [null, ...ranked.map(row)];
  const [best, worst] = [ranked.slice(0, SHOWN), ranked.slice(-SHOWN)];
  return [null, ['best'], ...best.map(row), null, ['worst'], ...worst.map(row)];
}
