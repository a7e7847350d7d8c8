import { actionVocabulary, encodeBox, type XyxyBox } from '@turbo-hoi/core';
import type { ImagePrediction, StagePrediction } from '../predictor/prediction';
import { scoreTriplets, type TripletScores } from './score-triplets';

const vocabulary = actionVocabulary([
  { name: 'stand', roles: [] },
  { name: 'hit', roles: ['instr', 'obj'] },
]);
const [STAND, INSTR, OBJ] = [0, 1, 2];
const ACTION_SCORES = Float32Array.of(0.2, 0.5, 0.9);

const person: XyxyBox = [10, 10, 30, 50];
const other: XyxyBox = [50, 10, 70, 50];
const ball: XyxyBox = [30, 20, 40, 30];

interface Found {
  readonly boxes: readonly XyxyBox[];
  readonly scores: readonly number[];
  readonly classes: readonly number[];
}

/** One image whose first detection is the person that acts. */
function predict(found: Found, stage: Partial<StagePrediction>): ImagePrediction {
  return {
    imageId: 1,
    detections: {
      boxes: Float32Array.from(found.boxes.flat()),
      scores: Float32Array.from(found.scores),
      classes: Int32Array.from(found.classes),
    },
    people: Int32Array.of(0),
    personBoxes: Float32Array.from(person),
    personScores: Float32Array.of(found.scores[0]),
    stages: [
      { out: null, keypoints: null, attention: null },
      {
        out: { actions: ACTION_SCORES, offsets: new Float32Array(12) },
        keypoints: null,
        attention: null,
        ...stage,
      },
    ],
  };
}

function score(found: Found, offsets: readonly number[]): TripletScores {
  const stage = { out: { actions: ACTION_SCORES, offsets: Float32Array.from(offsets) } };
  return scoreTriplets(predict(found, stage), 1, { actions: vocabulary })!;
}

const both: Found = { boxes: [person, ball, other], scores: [0.8, 0.6, 0.9], classes: [0, 1, 0] };
const at = (...boxes: XyxyBox[]) => boxes.flatMap((box) => encodeBox(box, person));

test('scores an agent by s_h · s_a, maximum over its columns', () => {
  const { agentScores } = score(both, at(ball, ball, ball));
  expect(agentScores[0]).toBeCloseTo(0.8 * 0.2, 6);
  expect(agentScores[1]).toBeCloseTo(0.8 * 0.9, 6);
});

test('scores a triplet by s_h · s_o · s_a · g at the predicted target', () => {
  const { roleScores, roleBoxes, targets } = score(both, at(ball, ball, other));
  expect([targets[INSTR], targets[OBJ]]).toEqual([1, 2]);
  expect(roleScores[INSTR]).toBeCloseTo(0.8 * 0.6 * 0.5, 5);
  expect(roleScores[OBJ]).toBeCloseTo(0.8 * 0.9 * 0.9, 5);
  expect([...roleBoxes.subarray(4 * OBJ, 4 * OBJ + 4)]).toEqual(other);
});

test('predicts no target for an action without a role', () => {
  const { roleScores, roleBoxes, targets } = score(both, at(ball, ball, ball));
  expect([targets[STAND], roleScores[STAND]]).toEqual([-1, 0]);
  expect([...roleBoxes.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
});

test('allows another person as target but not the person itself', () => {
  const { targets } = score(both, at(person, person, person));
  expect([...targets]).not.toContain(0);
  const alone: Found = { boxes: [person], scores: [0.8], classes: [0] };
  expect([...score(alone, at(person, person, person)).targets]).toEqual([-1, -1, -1]);
});

test('outputs an empty role box with the minimum detection score without a candidate', () => {
  const alone: Found = { boxes: [person], scores: [0.8], classes: [0] };
  const { roleBoxes, roleScores } = score(alone, at(ball, ball, ball));
  expect([...roleBoxes]).toEqual(Array(12).fill(0));
  expect(roleScores[OBJ]).toBeCloseTo(0.8 * 0.9 * 0.05, 6);
});

describe('with known target classes', () => {
  const phone: XyxyBox = [31, 20, 41, 30];
  const found: Found = {
    boxes: [person, ball, phone],
    scores: [0.8, 0.6, 0.6],
    classes: [0, 1, 2],
  };
  const info = { actions: vocabulary, targetClasses: [[], [2], []] };
  const stage = {
    out: { actions: ACTION_SCORES, offsets: Float32Array.from(at(ball, ball, ball)) },
  };

  it('chooses no object of another class, and any object for actions without known classes', () => {
    const { targets } = scoreTriplets(predict(found, stage), 1, info)!;
    expect([targets[INSTR], targets[OBJ]]).toEqual([2, 1]);
  });

  it('chooses any object with knownClasses off', () => {
    const { targets } = scoreTriplets(predict(found, stage), 1, info, { knownClasses: false })!;
    expect([targets[INSTR], targets[OBJ]]).toEqual([1, 1]);
  });
});

test('scores a target far from the predicted box near 0', () => {
  const [near, far] = [at(ball, ball, ball), at(ball, ball, ball).map((x) => x + 1)];
  expect(score(both, far).roleScores[OBJ]).toBeLessThan(0.01 * score(both, near).roleScores[OBJ]);
});

test('chooses targets of the listed interactions', () => {
  const stage = {
    out: { actions: ACTION_SCORES, offsets: Float32Array.from(at(ball, ball, ball)) },
  };
  const hois = [
    { column: INSTR, category: 0, trainingPairs: null },
    { column: OBJ, category: 1, trainingPairs: null },
  ];
  const { targets } = scoreTriplets(predict(both, stage), 1, { actions: vocabulary, hois })!;
  expect([targets[INSTR], targets[OBJ]]).toEqual([2, 1]);
  const unknown = { actions: vocabulary, hois: [] };
  expect([...scoreTriplets(predict(both, stage), 1, unknown)!.targets]).toEqual([-1, -1, -1]);
});

test('returns no triplets for an image without people', () => {
  const nobody = {
    ...predict(both, { out: { actions: new Float32Array(), offsets: new Float32Array() } }),
    people: new Int32Array(),
    personBoxes: new Float32Array(),
    personScores: new Float32Array(),
  };
  const { agentScores, targets } = scoreTriplets(nobody, 1, { actions: vocabulary })!;
  expect([agentScores.length, targets.length]).toEqual([0, 0]);
});

test('returns null for a stage without actions', () => {
  expect(scoreTriplets(predict(both, {}), 0, { actions: vocabulary })).toBeNull();
});

describe('of a stage that scores pairs', () => {
  // The person with the ball, then with the other person; columns stand, hit_instr, hit_obj.
  const withPairs = (out: StagePrediction['out']): ImagePrediction => ({
    ...predict(both, {
      out,
      pairs: { actions: Float32Array.of(0, 0.25, 0.5, 0, 0.75, 0.125) },
    }),
    pairs: { person: Int32Array.of(0, 0), object: Int32Array.of(1, 2) },
  });
  const scored = (out: StagePrediction['out']) =>
    scoreTriplets(withPairs(out), 1, { actions: vocabulary })!;

  it("uses the pair's s_a instead of the person's", () => {
    const { roleScores, targets, agentScores } = scored({
      actions: ACTION_SCORES,
      offsets: Float32Array.from(at(ball, ball, ball)),
    });
    expect(targets[OBJ]).toBe(1);
    expect(roleScores[OBJ]).toBeCloseTo(0.8 * 0.6 * 0.5, 5);
    // Nothing says that objects may be missing, so that the person's own score counts, too.
    expect(agentScores[1]).toBeCloseTo(0.8 * 0.9, 6);
  });

  it('scores people by their best pair, or by their action without an object in sight', () => {
    const agents = (...absent: number[]) => {
      const out = { actions: ACTION_SCORES, absent: Float32Array.from(absent) };
      return [...scored(out).agentScores].map((score) => score / 0.8);
    };
    const [stand, hit] = agents(0, 0, 0);
    expect(stand).toBeCloseTo(ACTION_SCORES[0], 6);
    expect(hit).toBeCloseTo(0.75, 6);
    expect(agents(0, 0.5, 0.99)[1]).toBeCloseTo(Math.max(0.75, 0.99 * ACTION_SCORES[2]), 6);
  });

  it('gives the scores of detections an exponent, in the score and in the choice', () => {
    const prediction = withPairs({});
    const { roleScores, targets } = scoreTriplets(
      prediction,
      1,
      { actions: vocabulary },
      {
        detectionPower: 0.5,
      },
    )!;
    // 0.6 against 0.9 for the objects: 0.5 · √0.6 against 0.125 · √0.9.
    expect([targets[INSTR], targets[OBJ]]).toEqual([2, 1]);
    expect(roleScores[OBJ]).toBeCloseTo(Math.sqrt(0.8 * 0.6) * 0.5, 5);
    const even = { ...prediction.detections, scores: Float32Array.of(0.8, 0.2, 0.9) };
    const choiceAt = (detectionPower: number) =>
      scoreTriplets(
        { ...prediction, detections: even },
        1,
        { actions: vocabulary },
        {
          detectionPower,
        },
      )!.targets[OBJ];
    expect([choiceAt(1), choiceAt(0.5)]).toEqual([2, 1]);
  });

  it('chooses targets and scores people from pairs alone, without offsets', () => {
    const { roleScores, targets, actionScores } = scored({});
    expect([targets[INSTR], targets[OBJ]]).toEqual([2, 1]);
    expect(roleScores[INSTR]).toBeCloseTo(0.8 * 0.9 * 0.75, 5);
    expect([...actionScores]).toEqual([0, 0.75, 0.5]);
  });
});

test('scores a target without a candidate by unseenScore', () => {
  const alone: Found = { boxes: [person], scores: [0.8], classes: [0] };
  const prediction = predict(alone, {});
  const options = { unseenScore: 0.5 };
  const { roleScores } = scoreTriplets(prediction, 1, { actions: vocabulary }, options)!;
  expect(roleScores[OBJ]).toBeCloseTo(0.8 * 0.9 * 0.5, 6);
});
