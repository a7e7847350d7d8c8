import type { RunResult } from '@turbo-hoi/experiment/node';
import type { Bar, ExperimentReport, PictureGroup, TextTable } from '@turbo-hoi/visualization';
import { typedCommand } from '../cli/typed-command';
import { formatDuration } from '../progress/duration';
import type { Claim, Verdict } from './claims';
import type { ExperimentOptions } from './experiment-options';
import type { ExperimentPlan, PlanDataset } from './experiment-plan';
import { type Cell, differenceTexts, scoreRows, scoreTexts } from './experiment-table';
import { median } from './statistics';

/** A finished cell with the name of its built-in config. */
export interface ReportedCell extends Cell<RunResult> {
  readonly source: string;
}

export interface ReportParts {
  readonly claims: readonly Claim[];
  readonly words: readonly string[];
  readonly pictures: readonly PictureGroup[];
}

interface About {
  readonly name: string;
  readonly dataset: PlanDataset;
  readonly plan: ExperimentPlan;
  readonly options: ExperimentOptions;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  appears: 'appears',
  opposite: 'the other way round',
  undecided: 'undecided',
  untested: 'not tested',
};

/** The data of an experiment's report.html. */
export function experimentReport(
  about: About,
  cells: readonly ReportedCell[],
  { claims, words, pictures }: ReportParts,
): ExperimentReport {
  const { name, plan } = about;
  return {
    title: plan.title,
    subtitle: `Configs of the comparison ${name}, trained with the same seeds and measured on the same images.`,
    facts: facts(about, cells),
    charts: charts(plan, cells),
    claims: { words, rows: claims.map(intervalRow) },
    tables: tables(plan, cells),
    pictures,
    command: commandOf(about),
  };
}

function facts({ dataset }: About, cells: readonly ReportedCell[]): [string, string][] {
  const runs = cells.map(({ results }) => results.run);
  const distinct = (values: readonly string[]) => [...new Set(values)].join(' and ') || '–';
  const seconds = runs.map((run) => run.seconds);
  const seeds = [...new Set(cells.map(({ seed }) => seed))];
  return [
    ['Data', dataset],
    [
      'Measured on',
      distinct(runs.map(({ evaluation: { images, split } }) => `${images} ${split} images`)),
    ],
    ['Cells', String(cells.length)],
    ['Seeds', seeds.join(', ') || '–'],
    ['Time of a cell', seconds.length > 0 ? formatDuration(median(seconds)) : '–'],
    ['Backend', distinct(runs.map(({ backend }) => backend))],
    ['Device', distinct(runs.map(({ device }) => device))],
    ['Node', distinct(runs.map(({ node }) => node))],
  ];
}

/** A chart per column that has one; the prior has no bar, since it is no model. */
function charts(plan: ExperimentPlan, cells: readonly ReportedCell[]): ExperimentReport['charts'] {
  const rows = scoreRows(plan, cells);
  return plan.columns.flatMap(({ chart }, column) => {
    const bars = plan.rows.flatMap(({ stage }, row): Bar[] => {
      const score = rows[row].scores[column];
      if (chart === undefined || stage === 'prior' || !score) return [];
      const { values, count, deviation } = score;
      return [{ label: rows[row].name, values, deviation: count > 1 ? deviation : NaN, fill: row }];
    });
    return bars.length > 0 ? [{ title: chart!, bars }] : [];
  });
}

function intervalRow({ question, column, found, paper, verdict }: Claim) {
  return {
    label: `${question} · ${column}`,
    mean: found?.mean ?? null,
    margin: found?.margin ?? NaN,
    stated: paper,
    word: VERDICTS[verdict],
  };
}

function tables(plan: ExperimentPlan, cells: readonly ReportedCell[]): TextTable[] {
  return [
    {
      caption: 'Scores',
      notes: [
        'Mean ± standard deviation over seeds, 0 to 100.',
        ...(plan.rows.some(({ paper }) => paper)
          ? ["The paper's numbers are of V-COCO or HICO-DET at the published size."]
          : []),
      ],
      ...scoreTexts(plan, cells),
    },
    {
      caption: 'Differences',
      notes: ['Mean of the differences of equal seeds, and its 95 % interval (Student’s t).'],
      ...differenceTexts(plan, cells),
    },
    {
      caption: 'Cells',
      notes: [],
      head: ['model', 'config', 'seed', 'steps', 'time'],
      rows: cells.map(({ config, source, seed, results: { run } }) => [
        config,
        source,
        String(seed),
        String(run.steps),
        formatDuration(run.seconds),
      ]),
    },
  ];
}

/** The command line that makes the same experiment. */
function commandOf({ name, dataset, options }: About): string {
  const { seeds, firstSeed, set = [], jobs } = options;
  const quoted = (text: string) => (/^[\w.:=/,-]+$/.test(text) ? text : `'${text}'`);
  const args = [
    `${name} --dataset ${dataset} --seeds ${seeds}`,
    ...(firstSeed === 1 ? [] : [`--first-seed ${firstSeed}`]),
    ...(jobs === 1 ? [] : [`--jobs ${jobs}`]),
    ...set.map((setting) => `--set ${quoted(setting)}`),
  ];
  return typedCommand('experiment', args.join(' '));
}
