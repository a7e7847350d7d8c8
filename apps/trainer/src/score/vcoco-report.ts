import type { VcocoRoleResult } from '@turbo-hoi/evaluation';
import type { VcocoScores } from '@turbo-hoi/evaluation/node';
import type { ScoreReport } from './score-report';
import { percentCell, textTable } from './text-table';
import { fraction } from './score-report';

/** V-COCO's scores by action, role and scenario. */
export function vcocoReport(scores: VcocoScores): ScoreReport {
  const { agent, role } = scores.result;
  const { actions } = scores.vocabulary;
  return {
    json: {
      agent: {
        mean: fraction(agent.mean),
        perAction: Object.fromEntries(
          actions.map(({ name }, action) => [name, fraction(agent.perAction[action])]),
        ),
      },
      role: {
        scenario1: scenarioJson(scores, role.scenario1),
        scenario2: scenarioJson(scores, role.scenario2),
      },
    },
    text: vcocoTable(scores),
  };
}

function scenarioJson({ vocabulary }: VcocoScores, scenario: VcocoRoleResult) {
  return {
    mean: fraction(scenario.mean),
    meanWithoutPoint: fraction(scenario.meanWithoutExcluded),
    perActionRole: Object.fromEntries(
      vocabulary.columns.flatMap(({ action, role }, column) =>
        role === null
          ? []
          : [[`${vocabulary.actions[action].name}-${role}`, fraction(scenario.perColumn[column])]],
      ),
    ),
  };
}

function vcocoTable({ vocabulary, result: { agent, role } }: VcocoScores): string {
  const { scenario1, scenario2 } = role;
  let last = -1;
  const rows = vocabulary.columns.map(({ action, role: name }, column) => {
    const first = action !== last;
    last = action;
    const own = first
      ? [vocabulary.actions[action].name, percentCell(agent.perAction[action])]
      : ['', ''];
    if (name === null) return own;
    const aps = [scenario1, scenario2].map(({ perColumn }) => percentCell(perColumn[column]));
    return [...own, name, ...aps];
  });
  const means = [scenario1, scenario2].map(({ mean }) => percentCell(mean));
  const kept = [scenario1, scenario2].map(({ meanWithoutExcluded }) =>
    percentCell(meanWithoutExcluded),
  );
  const table = textTable([
    ['AP %', 'agent', 'role', 'scenario 1', 'scenario 2'],
    null,
    ...rows,
    null,
    ['mean', percentCell(agent.mean), '', ...means],
    ['without point', '', '', ...kept],
  ]);
  return `${table}\n${quoted(vocabulary)}`;
}

/** Which of the means other people's tables hold. */
function quoted({ actions }: VcocoScores['vocabulary']): string {
  const row = actions.some(({ name }) => name === 'point') ? 'without point' : 'mean';
  return `Papers quote role AP from the row "${row}": 24 roles of the whole V-COCO, scenario 1 unless they say otherwise.`;
}
