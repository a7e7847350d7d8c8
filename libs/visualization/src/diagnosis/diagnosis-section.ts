import { barChart } from '../charts/bar-chart';
import { matrixChart } from '../charts/matrix-chart';
import { reliabilityChart } from '../charts/reliability-chart';
import { EXPERIMENT_STYLE } from '../experiment/experiment-style';
import { textTable } from '../experiment/text-table';
import { markup, Markup } from '../markup/markup';
import { fixed, grouped, signed } from '../markup/numbers';
import type {
  DiagnosedActions,
  DiagnosedScore,
  DiagnosisReport,
  ScoreGroups,
} from './diagnosis-report';
import { largestConfusions } from './largest-confusions';

const STYLE = `
.charts.narrow { max-width: 600px; margin-top: 18px; }
`;

/** More actions than these have no matrix that can be read. */
const MOST_ACTIONS = 32;

const CONFUSIONS = 10;

/** Where scores are lost, for whom, and for which actions: a section of a run's report. */
export function diagnosisSection(report: DiagnosisReport): Markup {
  const { subject, groups, actions, remarks } = report;
  return markup`<section id="diagnosis"><style>${new Markup(EXPERIMENT_STYLE + STYLE)}</style><h2>Diagnosis</h2>
<p class="note">${subject}</p>
${lossCharts(report)}
${lossTable(report)}
${groups.map(groupTable)}
${groups.length > 0 && GROUP_NOTE}
${actions && actionCharts(actions)}
${remarks.length > 0 && markup`<ul class="words">${remarks.map((remark) => markup`<li>${remark}</li>`)}</ul>`}
</section>`;
}

const GROUP_NOTE = markup`<p class="note">Detections count in the group of the annotated person that they overlap (IoU 0.5 and more); background is in none. Means over the actions that occur in the group.</p>`;

function lossCharts({ scores, causes: names }: DiagnosisReport): Markup {
  const charts = scores.map(({ heading, ap, causes }, i) =>
    barChart({
      title: `${heading} ${fixed(ap, 1)}: points lost`,
      id: `diagnosis-${i + 1}`,
      bars: causes.map(({ name, loss }) => ({
        label: name,
        values: [loss ?? NaN],
        deviation: NaN,
        fill: names.indexOf(name),
      })),
      dots: false,
    }),
  );
  return markup`<div class="charts">${charts.map((svg) => new Markup(svg))}</div>
<p class="note">Points that a score gains if one kind of error alone is made perfect. They do not add up to what 100 lacks: errors hide each other. Duplicates, background and false actions are left out, wrong boxes and targets put right, and who was missed is added with the highest score, the most that finding them could bring.</p>`;
}

function lossTable({ scores, causes: names }: DiagnosisReport): Markup {
  const ofCause = ({ causes }: DiagnosedScore, name: string) =>
    causes.find((cause) => cause.name === name);
  const listed = names.filter((name) => scores.some((score) => ofCause(score, name)));
  return textTable({
    caption: 'Made perfect, one at a time',
    head: ['', ...scores.map(({ heading }) => heading)],
    rows: [
      ['as it is', ...scores.map(({ ap }) => fixed(ap, 1))],
      ...listed.map((name) => [
        name,
        ...scores.map((score) => signed(ofCause(score, name)?.loss, 1)),
      ]),
      ['everything', ...scores.map(({ perfect }) => fixed(perfect, 1))],
    ],
    notes: [],
  });
}

function groupTable({ by, headings, rows }: ScoreGroups): Markup {
  return textTable({
    caption: `By ${by}`,
    head: ['', 'people', ...headings],
    rows: rows.map(({ name, people, scores }) => [
      name,
      grouped(people),
      ...scores.map((score) => fixed(score, 1)),
    ]),
    notes: [],
  });
}

function actionCharts(actions: DiagnosedActions): Markup {
  const { calibration } = actions;
  const confusions = largestConfusions(actions, CONFUSIONS);
  const rows = confusions.map(({ action, scored, score, people }) => [
    readable(action),
    readable(scored),
    fixed(100 * score, 0),
    grouped(people),
  ]);
  const reliability = reliabilityChart({
    title: `Action scores: calibration error ${fixed(percent(calibration.ece), 1)} %`,
    id: 'diagnosis-calibration',
    bins: calibration.bins,
  });
  const small = actions.names.length <= MOST_ACTIONS;
  return markup`${small && markup`<div class="charts wide">${new Markup(confusionMatrix(actions))}</div>`}
<p class="note">Mean score of detected people who do the action of the row and not that of the column; on the diagonal of those who do it. Several actions at once are no confusion.</p>
${rows.length > 0 && textTable({ caption: 'Largest confusions', head: ['who does', 'is scored for', 'mean score in percent', 'people'], rows, notes: [] })}
<div class="charts narrow">${new Markup(reliability)}</div>
<p class="note">Expected calibration error over all actions ${fixed(percent(calibration.ece), 1)} %, mean over single actions ${fixed(percent(calibration.classwiseEce), 1)} %; ${grouped(calibration.count)} scores of detected people.</p>`;
}

function confusionMatrix({ names, confusion }: DiagnosedActions): string {
  return matrixChart({
    title: 'Actions that people are scored for',
    names: names.map(readable),
    rowsAre: 'what people do',
    columnsAre: 'what they are scored for',
    values: confusion.scores,
  });
}

const readable = (action: string) => action.replace(/_/g, ' ');
const percent = (share: number | null) => share && 100 * share;
