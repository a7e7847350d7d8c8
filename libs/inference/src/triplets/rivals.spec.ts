import { join } from 'node:path';
import { actionVocabulary } from '@turbo-hoi/core';
import { expectClose, golden, type GoldenArray } from '@turbo-hoi/testing';
import type { ImagePrediction, StagePrediction } from '../predictor/prediction';
import { pairTriplets } from './pair-triplets';
import { scoreTriplets, type TripletOptions } from './score-triplets';

/** Every column's object and the score of its triplet, [people,A]. */
interface Triplets {
  readonly targets: GoldenArray;
  readonly roleScores: GoldenArray;
  readonly agentScores: GoldenArray;
}

type Input =
  | 'boxes'
  | 'scores'
  | 'classes'
  | 'people'
  | 'actions'
  | 'pairPerson'
  | 'pairObject'
  | 'pairActions'
  | 'offsets'
  | 'deviations';

interface Golden extends Readonly<Record<Input, GoldenArray>> {
  /** Classes of each column's targets; null: any. */
  readonly targetClasses: readonly (readonly number[])[] | null;
  readonly interactNet: Triplets;
  readonly guptaMalik: Triplets;
}

// Made by tools/golden/rivals.py in float64, which tries every object.
const images = golden<readonly Golden[]>(join(__dirname, '__golden__/rivals.json'));

const actions = actionVocabulary(
  Array.from({ length: 5 }, (_, i) => ({ name: `action ${i}`, roles: ['obj'] })),
);

const whole = ({ data }: GoldenArray) => Int32Array.from(data);

function prediction(image: Golden, stage: Partial<StagePrediction>): ImagePrediction {
  const boxesOf = (rows: Int32Array) =>
    Float32Array.from(
      [...rows].flatMap((row) => [...image.boxes.data.slice(4 * row, 4 * row + 4)]),
    );
  const people = whole(image.people);
  return {
    imageId: 1,
    detections: {
      boxes: image.boxes.data,
      scores: image.scores.data,
      classes: whole(image.classes),
    },
    people,
    personBoxes: boxesOf(people),
    personScores: Float32Array.from(people, (row) => image.scores.data[row]),
    pairs: { person: whole(image.pairPerson), object: whole(image.pairObject) },
    stages: [{ out: null, keypoints: null, attention: null, ...stage }],
  };
}

const infoOf = ({ targetClasses }: Golden) => ({
  actions,
  targetClasses: targetClasses?.map((classes) => [...classes]),
});

function compare(image: Golden, of: ImagePrediction, options: TripletOptions, expected: Triplets) {
  const found = scoreTriplets(of, 0, infoOf(image), { unseenScore: 0, ...options })!;
  expect([...found.targets]).toEqual([...expected.targets.data]);
  const tolerance = { relative: 1e-5, absolute: 1e-9 };
  expectClose(found.roleScores, expected.roleScores.data, tolerance);
  expectClose(found.agentScores, expected.agentScores.data, tolerance);
}

describe.each(images.map((image) => [image.targetClasses ? 'known' : 'all', image] as const))(
  'with objects of %s classes',
  (_, image) => {
    const ofInteractNet = prediction(image, {
      out: { actions: image.actions.data, offsets: image.offsets.data },
      pairs: { actions: image.pairActions.data },
    });
    const ofGuptaMalik = prediction(image, {
      out: {
        actions: image.actions.data,
        offsets: image.offsets.data,
        deviations: image.deviations.data,
      },
    });

    it("InteractNet's object has the largest s_o · s_a · g, its triplet s_h · s_o · s_a · g", () => {
      compare(image, ofInteractNet, { agentScore: 'person' }, image.interactNet);
    });

    it("Gupta & Malik's object has the largest density of its place times its score", () => {
      compare(image, ofGuptaMalik, {}, image.guptaMalik);
    });

    it('all of its pairs are listed with the same scores', () => {
      const listed = pairTriplets(ofInteractNet, 0, infoOf(image), 0)!;
      image.interactNet.targets.data.forEach((object, row) => {
        const [person, column] = [Math.floor(row / 5), row % 5];
        const own = listed.filter((one) => one.person === person && one.column === column);
        const best = own.find((one) => one.object === object)?.score ?? 0;
        expect(best).toBeCloseTo(Math.max(0, ...own.map(({ score }) => score)), 12);
        expect(best).toBeCloseTo(image.interactNet.roleScores.data[row], 6);
      });
    });

    it("agents have their best pair's score by default", () => {
      const scored = (options: TripletOptions) =>
        scoreTriplets(ofInteractNet, 0, infoOf(image), options)!.agentScores;
      expect(scored({})).toEqual(scored({ agentScore: 'best-pair' }));
      expect(scored({})).not.toEqual(scored({ agentScore: 'person' }));
    });
  },
);
