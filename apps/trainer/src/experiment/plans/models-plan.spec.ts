import {
  againstFirst,
  inEveryStage,
  lastOverEach,
  modelsPlan,
  type PlanModel,
} from './models-plan';

const models: PlanModel[] = [
  { name: 'rival', config: null, paper: { place: 'Table 2', scores: { apRole: 40 } } },
  { name: 'other', config: 'a', paper: { place: 'Table 2', scores: { apRole: 31.8 } } },
  {
    name: 'ours',
    config: 'b',
    settings: ['seed=1'],
    paper: { place: 'Table 2', scores: { apRole: 42 } },
  },
];

test('each model is a row, and a config if it is trained', () => {
  const plan = modelsPlan(models, { title: '', columns: [] }, [{ config: 'ours', stage: 0 }]);
  expect(plan.configs).toEqual({
    other: { config: 'a', settings: [] },
    ours: { config: 'b', settings: ['seed=1'] },
  });
  expect(plan.rows.map(({ config, name }) => [config, name])).toEqual([
    ['ours', undefined],
    [null, 'rival'],
    ['other', 'other'],
    ['ours', 'ours'],
  ]);
});

test("the last over each that is trained has the paper's difference", () => {
  expect(lastOverEach(models)).toEqual([
    {
      question: 'ours over other',
      of: [{ config: 'ours' }, { config: 'other' }],
      paper: { place: 'Table 2', scores: { apRole: 10.2 } },
    },
  ]);
});

test('each against the first, without a number where the paper has none', () => {
  const [{ question, paper }] = againstFirst([{ name: 'base', config: 'a' }, models[2]]);
  expect([question, paper]).toEqual(['ours over base', undefined]);
});

test('a setting of every stage', () => {
  expect(inEveryStage('mask.kind=none')).toEqual([
    'stages.0.mask.kind=none',
    'stages.1.mask.kind=none',
    'stages.2.mask.kind=none',
  ]);
});
