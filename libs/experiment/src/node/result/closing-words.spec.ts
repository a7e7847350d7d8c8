import type { MetricColumn } from '@turbo-hoi/inference';
import { type ExperimentInput, stage } from '../../index';
import { parseExperiment } from '../../config/parse-experiment';
import { type ClosingResult, closingWords } from './closing-words';

const columns: MetricColumn[] = [
  { key: 'apAgent', heading: 'AP agent', meaning: '', shown: 'main' },
  { key: 'apRole', heading: 'AP role', meaning: '', shown: 'main' },
  { key: 'apRoleScenario2', heading: 'AP role S2', meaning: '', shown: 'table' },
  { key: 'apKp50', heading: 'AP kp50', meaning: '', shown: 'main' },
];
const row = (apAgent: number | null, apRole: number | null, apKp50: number | null) => ({
  apAgent,
  apRole,
  apRoleScenario2: apRole,
  apKp50,
  apHoi: null,
  hico: null,
});
const result = (...rows: ReturnType<typeof row>[]): ClosingResult => {
  const [initial, ...stages] = rows.map((scores, stage) => ({ stage, ...scores }));
  return { initial, stages, prior: row(15, 20, 5), columns };
};
const experiment = (input: ExperimentInput = {}) =>
  parseExperiment({ name: 'turbo-3', ...input }, 'test');
const both = result(row(null, null, 50), row(40, 30, 52), row(41, 30, 55), row(40.9, 29.96, 53.1));

test('compares stages, pose before and after, and the prior', () => {
  expect(closingWords(both, experiment())).toEqual([
    'Stage 3 against stage 1: agent +0.9, role ±0.0, kp50 +1.1.',
    'Pose after HOI guidance (stage 3) against before it (stage 0): kp50 +3.1.',
    'Stage 3 against the training prior: agent +25.9, role +10.0, kp50 +48.1.',
    'One seed: differences of one or two points can be chance. What pose adds to HOI shows beside --config hoi-only, ' +
      'what HOI adds to pose beside --config pose-only.',
  ]);
});

test('a model without pose has no words about it', () => {
  const words = closingWords(
    result(row(null, null, null), row(40, 30, null), row(39, 32, null)),
    experiment({
      name: 'hoi-only',
      initialPose: null,
      stages: [stage({ pose: null, mask: { kind: 'none' } })],
    }),
  );
  expect(words).toEqual([
    'Stage 2 against stage 1: agent −1.0, role +2.0.',
    'Stage 2 against the training prior: agent +24.0, role +12.0.',
    'One seed: differences of one or two points can be chance.',
  ]);
});

test('a cascade of poses is not guided, and one stage is not compared with itself', () => {
  const poses = result(row(null, null, 50), row(null, null, 51), row(null, null, 54));
  const unguided = stage({ hoi: null, mask: { kind: 'none' } });
  expect(closingWords(poses, experiment({ stages: [unguided, unguided] }))).toEqual([
    'Stage 2 against stage 1: kp50 +3.0.',
    'Pose at stage 2 against stage 0: kp50 +4.0.',
    'Stage 2 against the training prior: kp50 +49.0.',
    'One seed: differences of one or two points can be chance.',
  ]);
  const single = result(row(null, null, 50), row(40, 30, 52));
  const multiTask = stage({ hoi: { kind: 'multi-task' }, mask: { kind: 'none' } });
  const words = closingWords(single, experiment({ name: 'multi-task', stages: [multiTask] }));
  expect(words[0]).toBe('Pose at stage 1 against stage 0: kp50 +2.0.');
  expect(words).toHaveLength(3);
});

test.each([
  ['layout-vcoco-turbo-2', '--config layout-vcoco-hoi-only', '--config layout-vcoco-pose-only'],
  ['mine', 'the same config without pose', 'the same without HOI'],
])('%s is to be seen beside %s', (name, hoiOnly, poseOnly) => {
  const words = closingWords(both, experiment({ name }));
  expect(words[3]).toContain(`beside ${hoiOnly}, what HOI adds to pose beside ${poseOnly}.`);
});

test('without a score there is nothing to say', () => {
  const none = row(null, null, null);
  expect(closingWords(result(none, none, none), experiment())).toEqual([]);
});
