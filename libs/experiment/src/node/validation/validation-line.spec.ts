import type { Evaluation, MetricColumn } from '@turbo-hoi/inference';
import {
  parseValidation,
  validationCurves,
  validationLine,
  validationText,
} from './validation-line';

const columns: MetricColumn[] = [
  { key: 'apAgent', heading: 'AP agent', meaning: '', shown: 'main' },
  { key: 'apRoleScenario2', heading: 'AP role S2', meaning: '', shown: 'table' },
  { key: 'apKp50', heading: 'AP kp50', meaning: '', shown: 'main' },
];
const row = (stage: number, apAgent: number | null, apKp50: number | null) => ({
  stage,
  scores: { apAgent, apRoleScenario2: 7, apKp50 },
  details: { rare: 3 },
  tables: [],
});
const evaluation = (prior: number | null): Evaluation => ({
  stages: [row(0, null, 12.34567), row(1, 31.04, 48.25)],
  prior: row(0, 9, prior),
  boxes: { ap: null, ap50: null, ap75: null, perClass: [] } as never,
  columns,
});
const line = validationLine(200, 60, evaluation(1));

test('keeps the scores of every stage, rounded, and reads them back', () => {
  expect(line.stages[0]).toEqual({
    stage: 0,
    scores: { apAgent: null, apRoleScenario2: 7, apKp50: 12.3457 },
  });
  const text = `${JSON.stringify(line)}\n{"step":300,"st`;
  expect(parseValidation(text)).toEqual([line]);
});

test('the text has the main scores of the last stage and of the prior', () => {
  expect(validationText(line, columns)).toBe(
    'step 200: validation (60 images): agent 31.0, kp50 48.3 (stage 1); prior agent 9.0, kp50 1.0',
  );
});

test('the text leaves out what the model does not predict, and shows a missing prior as a dash', () => {
  const poseOnly = { ...evaluation(null), stages: [row(0, null, 5), row(1, null, 6)] };
  expect(validationText(validationLine(3, 1, poseOnly), columns)).toBe(
    'step 3: validation (1 images): kp50 6.0 (stage 1); prior kp50 –',
  );
  const nothing = { ...evaluation(null), stages: [row(0, null, null)] };
  expect(validationText(validationLine(3, 2, nothing), columns)).toBe(
    'step 3: validation (2 images): nothing to score',
  );
});

test('curves are named by stage, without missing scores', () => {
  expect(validationCurves(line)).toEqual({
    'validation/stage0/apRoleScenario2': 7,
    'validation/stage0/apKp50': 12.3457,
    'validation/stage1/apAgent': 31.04,
    'validation/stage1/apRoleScenario2': 7,
    'validation/stage1/apKp50': 48.25,
    'validation/prior/apAgent': 9,
    'validation/prior/apRoleScenario2': 7,
    'validation/prior/apKp50': 1,
  });
});
