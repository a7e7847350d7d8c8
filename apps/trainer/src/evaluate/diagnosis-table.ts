import { CAUSE_NAMES, CAUSES } from '@turbo-hoi/evaluation';
import type { RunDiagnosis } from '@turbo-hoi/experiment/node';
import { largestConfusions } from '@turbo-hoi/visualization';
import { textTable } from '../score/text-table';

/** Confusions that the terminal shows; the report has more. */
const CONFUSIONS = 5;

/** A diagnosis as lines of text: points by cause, scores of groups of people, confusions and calibration. */
export function formatDiagnosis(diagnosis: RunDiagnosis): string {
  const { stage, remarks } = diagnosis;
  return [
    `Stage ${stage}, points gained with one thing made perfect:`,
    lossTable(diagnosis),
    ...groupTables(diagnosis),
    ...actionLines(diagnosis),
    ...remarks,
  ].join('\n');
}

function lossTable({ scores }: RunDiagnosis): string {
  const listed = CAUSES.filter((cause) =>
    scores.some(({ causes }) => causes.some((one) => one.cause === cause)),
  );
  return textTable([
    ['', ...scores.map(({ heading }) => heading)],
    ['as it is', ...scores.map(({ ap }) => cell(ap))],
    ...listed.map((cause) => [
      CAUSE_NAMES[cause],
      ...scores.map(({ causes }) => gain(causes.find((one) => one.cause === cause)?.loss)),
    ]),
    ['everything', ...scores.map(({ perfect }) => cell(perfect))],
  ]);
}

function groupTables({ groups, scores }: RunDiagnosis): string[] {
  return groups.flatMap(({ by, groups: rows }) => [
    `\nBy ${by}:`,
    textTable([
      ['', 'people', ...scores.map(({ heading }) => heading)],
      ...rows.map(({ name, people, scores: of }) => [
        name,
        String(people),
        ...scores.map(({ key }) => cell(of[key])),
      ]),
    ]),
  ]);
}

function actionLines({ actions }: RunDiagnosis): string[] {
  if (!actions) return [];
  const { ece, classwiseEce } = actions.calibration;
  const percent = (share: number | null) => cell(share && 100 * share);
  const confusions = largestConfusions(actions, CONFUSIONS).map(
    ({ action, scored, score }) => `${action} as ${scored} ${percent(score)}`,
  );
  return [
    '',
    ...(confusions.length > 0
      ? [`Largest confusions, mean score in percent: ${confusions.join(', ')}.`]
      : []),
    `Calibration error of action scores: ${percent(ece)} % over all, ${percent(classwiseEce)} % mean over actions.`,
  ];
}

function cell(value: number | null | undefined): string {
  return typeof value === 'number' ? value.toFixed(1) : '–';
}

function gain(loss: number | null | undefined): string {
  if (typeof loss !== 'number') return '–';
  const text = loss.toFixed(1);
  return Number(text) > 0 ? `+${text}` : text.replace('-0.0', '0.0');
}
