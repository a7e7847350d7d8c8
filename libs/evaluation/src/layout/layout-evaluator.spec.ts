import { actionVocabulary, type ActionSpec, type XyxyBox } from '@turbo-hoi/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LayoutEvaluator } from './layout-evaluator';
import type { LayoutPrediction, LayoutTruth } from './layout-image';
import { layoutReport } from './layout-result';

interface Found {
  readonly boxes: readonly XyxyBox[];
  readonly classes: readonly number[];
  readonly scores: readonly number[];
  readonly people: readonly number[];
  readonly pairs: readonly (readonly [person: number, object: number])[];
  readonly pairScores: readonly (readonly number[])[];
}

interface Truth {
  readonly boxes: readonly XyxyBox[];
  readonly classes: readonly number[];
  readonly triplets: readonly (readonly [person: number, object: number, column: number])[];
}

/** Made by tools/golden/layout.py. */
const golden = JSON.parse(readFileSync(join(__dirname, '__golden__', 'layout.json'), 'utf8')) as {
  readonly actions: ActionSpec[];
  readonly seen: number[][];
  readonly exclude: string[];
  readonly images: { readonly truth: Truth; readonly found: Found }[];
  readonly expected: {
    readonly role: (number | null)[];
    readonly agent: (number | null)[];
    readonly roleMean: number;
    readonly agentMean: number;
  };
};

const truthOf = ({ boxes, classes, triplets }: Truth): LayoutTruth => ({
  boxes: Float32Array.from(boxes.flat()),
  classes: Int32Array.from(classes),
  triplets: Int32Array.from(triplets.flat()),
});

const predictionOf = (found: Found): LayoutPrediction => ({
  boxes: Float32Array.from(found.boxes.flat()),
  classes: Int32Array.from(found.classes),
  scores: Float32Array.from(found.scores),
  people: Int32Array.from(found.people),
  pairs: {
    person: Int32Array.from(found.pairs, ([person]) => person),
    object: Int32Array.from(found.pairs, ([, object]) => object),
    scores: Float32Array.from(found.pairScores.flat()),
  },
});

test('computes the same AP as NumPy by column and action', () => {
  const vocabulary = actionVocabulary(golden.actions);
  const { exclude, expected } = golden;
  const evaluator = new LayoutEvaluator(vocabulary, {
    exclude,
    seen: (column, category) => golden.seen[column].includes(category),
  });
  for (const { truth, found } of golden.images) evaluator.add(truthOf(truth), predictionOf(found));
  const { role, agent } = evaluator.result();
  const shares = (aps: readonly (number | null)[]) => aps.map((ap) => ap && ap / 100);
  const same = (got: (number | null)[], wanted: (number | null)[]) => {
    expect(got.map((ap) => ap === null)).toEqual(wanted.map((ap) => ap === null));
    got.forEach((ap, i) => expect(ap ?? 0).toBeCloseTo(wanted[i] ?? 0, 12));
  };
  same(shares(role.perColumn), expected.role);
  same(shares(agent.perAction), expected.agent);
  expect(role.mean! / 100).toBeCloseTo(expected.roleMean, 12);
  expect(agent.mean! / 100).toBeCloseTo(expected.agentMean, 12);
  expect(expected.roleMean).toBeGreaterThan(0.1);
  const report = layoutReport({ role, agent }, vocabulary);
  expect(Object.keys(report.role.perActionRole)).toEqual([
    'hit_instr',
    'hit_obj',
    'hold_obj',
    'ride_instr',
  ]);
  expect(Object.keys(report.agent.perAction)).toEqual(['hit', 'hold', 'ride']);
  expect(report.role.mean).toBeCloseTo(expected.roleMean, 12);
});

describe('an image of a person who holds a cup', () => {
  const [PERSON, CUP, CHAIR] = [0, 1, 2];
  const HOLD = 0;
  const vocabulary = actionVocabulary([
    { name: 'hold', roles: ['obj'] },
    { name: 'sit', roles: ['instr'] },
  ]);
  const body: XyxyBox = [0, 0, 40, 100];
  const cup: XyxyBox = [40, 40, 60, 60];
  const truth: Truth = { boxes: [body, cup], classes: [PERSON, CUP], triplets: [[0, 1, HOLD]] };
  const found: Found = {
    boxes: [body, cup],
    classes: [PERSON, CUP],
    scores: [0.9, 0.8],
    people: [0],
    pairs: [[0, 1]],
    pairScores: [[0.5, 0.9]],
  };

  function evaluate(changes: Partial<Found>, seen: number[][] = [[CUP, CHAIR], [CHAIR]]) {
    const evaluator = new LayoutEvaluator(vocabulary, {
      seen: (column, category) => seen[column].includes(category),
    });
    evaluator.add(truthOf(truth), predictionOf({ ...found, ...changes }));
    return evaluator.result();
  }

  it('is all right', () => {
    const { role, agent } = evaluate({});
    expect([role.perColumn, role.mean, role.positives]).toEqual([[100, null], 100, [1, 0]]);
    expect([agent.perAction, agent.mean, agent.positives]).toEqual([[100, null], 100, [1, 0]]);
  });

  it.each<[string, Partial<Found>]>([
    ['without the person', { people: [], pairs: [], pairScores: [] }],
    [
      'without detections',
      { boxes: [], classes: [], scores: [], people: [], pairs: [], pairScores: [] },
    ],
    ['with the cup elsewhere', { boxes: [body, [40, 40, 50, 50]] }],
    ['with another class on the cup', { classes: [PERSON, CHAIR] }],
  ])('scores 0 %s, which stays a positive', (_, changes) => {
    const { role } = evaluate(changes);
    expect([role.mean, role.positives]).toEqual([0, [1, 0]]);
  });

  it('needs no object for its agent', () => {
    const { role, agent } = evaluate({ classes: [PERSON, CHAIR] });
    expect([role.mean, agent.mean]).toEqual([0, 100]);
  });

  it('has candidates of seen classes alone', () => {
    expect(evaluate({}, [[CHAIR], [CHAIR]]).role.mean).toBe(0);
    // Seen with another action, the pair scores 0, which is still the first of all pairs.
    expect(evaluate({}, [[CHAIR], [CUP]]).role.mean).toBe(100);
  });

  it('matches an annotation once: the detection of the higher score', () => {
    const twice = {
      boxes: [body, [40, 40, 60, 59], cup] as XyxyBox[],
      classes: [PERSON, CUP, CUP],
      scores: [0.9, 0.5, 0.8],
      pairs: [
        [0, 1],
        [0, 2],
      ] as [number, number][],
    };
    const pairScores = (first: number, second: number) => [
      [first, 0],
      [second, 0],
    ];
    expect(evaluate({ ...twice, pairScores: pairScores(0.2, 0.9) }).role.mean).toBe(100);
    expect(evaluate({ ...twice, pairScores: pairScores(0.9, 0.2) }).role.mean).toBe(50);
  });

  it('ranks people by their own scores where a model has them', () => {
    const two = {
      boxes: [body, cup, [200, 0, 240, 100]] as XyxyBox[],
      classes: [PERSON, CUP, PERSON],
      scores: [0.9, 0.8, 0.7],
      people: [0, 2],
      pairs: [
        [0, 1],
        [1, 1],
      ] as [number, number][],
      pairScores: [
        [0.2, 0],
        [0.6, 0],
      ],
    };
    expect(evaluate(two).agent.mean).toBe(50);
    const evaluator = new LayoutEvaluator(vocabulary, { seen: () => true });
    const peopleScores = Float32Array.of(0.9, 0, 0.1, 0);
    evaluator.add(truthOf(truth), { ...predictionOf({ ...found, ...two }), peopleScores });
    expect(evaluator.result().agent.mean).toBe(100);
    expect(evaluator.result().role.mean).toBe(50);
  });

  it('has no AP without any positive', () => {
    const evaluator = new LayoutEvaluator(vocabulary, { seen: () => true });
    evaluator.add(truthOf({ ...truth, triplets: [] }), predictionOf(found));
    expect(evaluator.result().role.mean).toBeNull();
    expect(layoutReport(evaluator.result(), vocabulary)).toEqual({
      role: { mean: null, perActionRole: {} },
      agent: { mean: null, perAction: {} },
    });
  });
});
