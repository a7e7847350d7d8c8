import { actionVocabulary } from '@turbo-hoi/core';
import type { VcocoDetections } from './vcoco-detections';
import { VcocoEvaluator } from './vcoco-evaluator';
import type { VcocoImage } from './vcoco-image';

const NONE = [NaN, NaN, NaN, NaN];
const EMPTY = [0, 0, 0, 0];
const ALICE = [0, 0, 39, 79];
const BOB = [60, 0, 99, 79];
const CUP = [10, 10, 19, 19];
const FAR = [80, 80, 95, 95];

interface Person {
  box: number[];
  labelled?: boolean;
  drinks?: boolean;
  cup?: number[];
}

interface Row {
  box: number[];
  score: number;
  cup?: number[];
}

// One action with one role, one without: columns 0 drink, 1 smile.
const vocabulary = actionVocabulary([
  { name: 'drink', roles: ['instr'] },
  { name: 'smile', roles: [] },
]);

describe('VcocoEvaluator', () => {
  it('finds a person with their action and target', () => {
    const { agent, role } = score([{ box: ALICE, cup: CUP }], [{ box: ALICE, score: 1, cup: CUP }]);
    expect(agent.perAction[0]).toBe(100);
    expect(role.scenario1.perColumn).toEqual([100, null]);
    expect(role.scenario2.perColumn).toEqual([100, null]);
  });

  it('counts a second detection of a person as wrong', () => {
    const rows = [
      { box: ALICE, score: 0.9, cup: CUP },
      { box: ALICE, score: 0.8, cup: CUP },
      { box: BOB, score: 0.7, cup: FAR },
    ];
    const people = [
      { box: ALICE, cup: CUP },
      { box: BOB, cup: FAR },
    ];
    const { agent, role } = score(people, rows);
    expect(agent.perAction[0]).toBeCloseTo(100 * (1 / 2 + (1 / 2) * (2 / 3)), 10);
    expect(role.scenario1.mean).toBeCloseTo(100 * (1 / 2 + (1 / 2) * (2 / 3)), 10);
  });

  it('lets a detection with the wrong target leave the person to the next one', () => {
    const rows = [
      { box: ALICE, score: 0.9, cup: FAR },
      { box: ALICE, score: 0.8, cup: CUP },
    ];
    const { agent, role } = score([{ box: ALICE, cup: CUP }], rows);
    expect(agent.perAction[0]).toBe(100);
    expect(role.scenario1.mean).toBe(50);
  });

  it('matches only the best overlapping person, even if another would be correct', () => {
    const near = [2, 0, 41, 79];
    const people = [{ box: ALICE, drinks: false }, { box: near }];
    expect(score(people, [{ box: ALICE, score: 1 }]).agent.perAction[0]).toBe(0);
  });

  it('wants an overlap of one half, which counts', () => {
    const half = [0, 0, 39, 39];
    const less = [0, 0, 39, 38];
    expect(score([{ box: ALICE }], [{ box: half, score: 1 }]).agent.perAction[0]).toBe(100);
    expect(score([{ box: ALICE }], [{ box: less, score: 1 }]).agent.perAction[0]).toBe(0);
  });

  it('wants an overlap of one half of the target, which counts', () => {
    const people = [{ box: ALICE, cup: CUP }];
    const mean = (cup: number[]) =>
      score(people, [{ box: ALICE, score: 1, cup }]).role.scenario2.mean;
    expect(mean([10, 10, 19, 14])).toBe(100);
    expect(mean([10, 10, 19, 13])).toBe(0);
  });

  it('ranks the first of two equal scores of an image higher, as reversing twice does', () => {
    const right = { box: ALICE, score: 0.5, cup: CUP };
    const wrong = { box: ALICE, score: 0.5, cup: FAR };
    const people = [{ box: ALICE, cup: CUP }];
    expect(score(people, [right, wrong]).role.scenario1.mean).toBe(100);
    expect(score(people, [wrong, right]).role.scenario1.mean).toBe(50);
  });

  it('leaves out detections of people without labels, even far from them', () => {
    const people = [{ box: ALICE }, { box: BOB, labelled: false }];
    const rows = [
      { box: BOB, score: 0.9 },
      { box: [90, 0, 99, 10], score: 0.8 },
      { box: ALICE, score: 0.5 },
    ];
    expect(score(people, rows).agent.perAction[0]).toBe(100);
  });

  it('requires an empty target if none is annotated in scenario 1 and accepts any in scenario 2', () => {
    const role = (cup: number[]) => score([{ box: ALICE }], [{ box: ALICE, score: 1, cup }]).role;
    for (const nothing of [EMPTY, NONE]) expect(role(nothing).scenario1.mean).toBe(100);
    for (const something of [CUP, [NaN, 0, 0, 0], [0, 0, 0, 1]]) {
      expect(role(something).scenario1.mean).toBe(0);
      expect(role(something).scenario2.mean).toBe(100);
    }
  });

  it('rejects an empty target if one is annotated', () => {
    const people = [{ box: ALICE, cup: CUP }];
    for (const cup of [EMPTY, NONE]) {
      const { role } = score(people, [{ box: ALICE, score: 1, cup }]);
      expect([role.scenario1.mean, role.scenario2.mean]).toEqual([0, 0]);
    }
  });

  it('counts people with and without a target among those to find', () => {
    const people = [{ box: ALICE, cup: CUP }, { box: BOB }];
    expect(score(people, [{ box: ALICE, score: 1, cup: CUP }]).role.scenario2.mean).toBe(50);
  });

  it('drops entries with a NaN score', () => {
    const rows = [
      { box: BOB, score: NaN },
      { box: ALICE, score: 0.5 },
    ];
    expect(score([{ box: ALICE }], rows).agent.perAction[0]).toBe(100);
  });

  it('counts a NaN box as a false positive of the first person', () => {
    const rows = [
      { box: NONE, score: 0.9 },
      { box: ALICE, score: 0.5 },
    ];
    const [known, unknown] = [{ box: ALICE }, { box: BOB, labelled: false }];
    expect(score([known, unknown], rows).agent.perAction[0]).toBe(50);
    expect(score([unknown, known], rows).agent.perAction[0]).toBe(100);
  });

  it('scores AP 0 for an action without a scored detection', () => {
    const people = [{ box: ALICE, cup: CUP }];
    for (const rows of [[], [{ box: ALICE, score: NaN }]]) {
      const { agent, role } = score(people, rows);
      expect(agent.perAction[0]).toBe(0);
      expect(role.scenario1.mean).toBe(0);
    }
  });

  it('counts every detection of an image without people as a false positive', () => {
    const evaluator = new VcocoEvaluator(vocabulary);
    evaluator.add(imageOf([]), detectionsOf([{ box: BOB, score: 0.9 }]));
    evaluator.add(imageOf([{ box: ALICE }]), detectionsOf([{ box: ALICE, score: 0.5 }]));
    expect(evaluator.result().agent.perAction[0]).toBe(50);
    expect(evaluator.result().role.scenario2.mean).toBe(50);
  });

  it('keeps people found in one image apart from those of the next', () => {
    const evaluator = new VcocoEvaluator(vocabulary);
    for (let i = 0; i < 3; i++)
      evaluator.add(imageOf([{ box: ALICE }]), detectionsOf([{ box: ALICE, score: 0.5 }]));
    expect(evaluator.result().agent.perAction[0]).toBe(100);
  });

  it('has no AP for an action without positives, which counts as 0 only in the agent mean', () => {
    const { agent, role } = score([{ box: ALICE }], [{ box: ALICE, score: 1 }]);
    expect(agent).toEqual({ perAction: [100, null], mean: 50 });
    expect(role.scenario2.mean).toBe(100);
    const nothing = new VcocoEvaluator(vocabulary).result();
    expect(nothing.agent.mean).toBe(0);
    expect(nothing.role.scenario1.mean).toBeNull();
  });

  it('leaves excluded actions out of one mean', () => {
    const { role } = score([{ box: ALICE }], [{ box: ALICE, score: 1 }], ['drink']);
    expect(role.scenario2.mean).toBe(100);
    expect(role.scenario2.meanWithoutExcluded).toBeNull();
  });

  it('names an unknown excluded action and lists the known ones', () => {
    expect(() => new VcocoEvaluator(vocabulary, { exclude: ['sip'] })).toThrow(
      /got "sip"; expected .*drink, smile/,
    );
  });

  it('refuses arrays that disagree', () => {
    const rows = detectionsOf([{ box: ALICE, score: 1 }]);
    const evaluator = new VcocoEvaluator(vocabulary);
    expect(() => evaluator.add(imageOf([]), { ...rows, agentScores: new Float32Array(3) })).toThrow(
      'VcocoDetections.agentScores: got 3 numbers; expected 2.',
    );
    expect(() => evaluator.add(imageOf([]), { ...rows, boxes: new Float32Array(3) })).toThrow(
      'VcocoDetections.boxes: got 3 numbers; expected 4.',
    );
  });
});

function score(people: Person[], rows: Row[], exclude: string[] = []) {
  const evaluator = new VcocoEvaluator(vocabulary, { exclude });
  evaluator.add(imageOf(people), detectionsOf(rows));
  return evaluator.result();
}

function imageOf(people: Person[]): VcocoImage {
  return {
    boxes: Float32Array.from(people.flatMap(({ box }) => box)),
    annotated: Uint8Array.from(people, ({ labelled = true }) => Number(labelled)),
    actions: Uint8Array.from(
      people.flatMap(({ labelled = true, drinks = true }) => [Number(labelled && drinks), 0]),
    ),
    roleBoxes: Float32Array.from(people.flatMap(({ cup = NONE }) => [...cup, ...NONE])),
  };
}

function detectionsOf(rows: Row[]): VcocoDetections {
  return {
    boxes: Float32Array.from(rows.flatMap(({ box }) => box)),
    agentScores: Float32Array.from(rows.flatMap(({ score }) => [score, NaN])),
    roleBoxes: Float32Array.from(rows.flatMap(({ cup = EMPTY }) => [...cup, ...EMPTY])),
    roleScores: Float32Array.from(rows.flatMap(({ score }) => [score, 0])),
  };
}
