import { boxAt, boxIou, type DatasetInfo, type Sample } from '@turbo-hoi/core';
import {
  type ImagePrediction,
  type PairTriplet,
  pairTriplets,
  type RankTriplet,
  scoreTriplets,
  type TripletOptions,
} from '@turbo-hoi/inference';
import { MIN_ACTION_SCORE } from '@turbo-hoi/photo';

/** How right and how complete the triplets are that a person would be shown from a rank on. */
export interface ShownShare {
  /** Minimum rank of a shown triplet. */
  readonly rank: number;
  /** Share of shown triplets that are annotated; null: none is shown. */
  readonly precision: number | null;
  /** Share of annotated triplets that are shown. */
  readonly recall: number;
  readonly f1: number;
  /** Share of people with an annotated triplet of whom one is shown that is right. */
  readonly people: number;
  /** Share of the shown actions without an object that are annotated; null: none is shown. */
  readonly alone: number | null;
}

const IOU = 0.5;
const RANKS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** Counts, over labelled people, the triplets with an object that would be shown: of each action and class the one of the highest rank. */
export class ShownTriplets {
  private readonly found: { rank: number; right: boolean; person: number }[] = [];
  private readonly alone: { rank: number; right: boolean }[] = [];
  private annotated = 0;
  private people = 0;

  constructor(
    private readonly info: DatasetInfo,
    private readonly rank: RankTriplet,
    private readonly options: TripletOptions = {},
  ) {}

  add(sample: Sample, prediction: ImagePrediction): void {
    const truths = sample.people.map(({ interactions }) =>
      (interactions ?? []).flatMap(({ column, object }) =>
        object === null ? [] : [{ column, object }],
      ),
    );
    this.annotated += truths.flat().length;
    const first = this.people;
    this.people += truths.filter((own) => own.length > 0).length;
    const numbers = numbered(truths, first);
    const last = prediction.stages.length - 1;
    const triplets =
      pairTriplets(prediction, last, this.info, MIN_ACTION_SCORE, this.options) ?? [];
    const people = prediction.people.map((_, row) =>
      matching(boxAt(prediction.personBoxes, row), sample.people),
    );
    this.addAlone(sample, prediction, people);
    for (const triplet of this.best(triplets, prediction)) {
      const person = people[triplet.person];
      // Nobody knows what a person without labels does; a false person does nothing.
      if (person >= 0 && sample.people[person].interactions === null) continue;
      const box = boxAt(prediction.detections.boxes, triplet.object);
      const category = prediction.detections.classes[triplet.object];
      const right =
        person >= 0 &&
        truths[person].some(({ column, object }) => {
          const target = sample.objects[object];
          return (
            column === triplet.column &&
            target.category === category &&
            boxIou(target.box, box) >= IOU
          );
        });
      this.found.push({ rank: this.rank(triplet), right, person: right ? numbers[person] : -1 });
    }
  }

  result(): ShownShare[] {
    return RANKS.map((rank) => {
      const shown = this.found.filter((one) => one.rank >= rank);
      const right = shown.filter((one) => one.right).length;
      const precision = shown.length === 0 ? null : right / shown.length;
      const recall = this.annotated === 0 ? 0 : right / this.annotated;
      const f1 = right === 0 ? 0 : (2 * right) / (shown.length + this.annotated);
      const people = new Set(shown.filter((one) => one.right).map(({ person }) => person)).size;
      const alone = this.alone.filter((one) => one.rank >= rank);
      return {
        rank,
        precision,
        recall,
        f1,
        people: this.people === 0 ? 0 : people / this.people,
        alone: alone.length === 0 ? null : alone.filter((one) => one.right).length / alone.length,
      };
    });
  }

  private addAlone(sample: Sample, prediction: ImagePrediction, people: readonly number[]): void {
    const { columns } = this.info.actions;
    const last = prediction.stages.length - 1;
    const scores = scoreTriplets(prediction, last, this.info, this.options)?.actionScores;
    if (!scores) return;
    people.forEach((person, row) => {
      const known = person < 0 ? [] : sample.people[person].interactions;
      if (known === null) return;
      columns.forEach(({ role }, column) => {
        if (role !== null) return;
        const score = prediction.personScores[row] * scores[row * columns.length + column];
        const right = known.some((one) => one.column === column);
        this.alone.push({ rank: this.rank({ column, score }), right });
      });
    });
  }

  /** Of each person, column and class the triplet of the highest rank, as sentences and drawings list them. */
  private best(triplets: readonly PairTriplet[], { detections }: ImagePrediction): PairTriplet[] {
    const best = new Map<string, PairTriplet>();
    for (const triplet of triplets) {
      const key = [triplet.person, triplet.column, detections.classes[triplet.object]].join();
      const other = best.get(key);
      if (!other || this.rank(triplet) > this.rank(other)) best.set(key, triplet);
    }
    return [...best.values()];
  }
}

function numbered(truths: readonly (readonly unknown[])[], first: number): number[] {
  let next = first;
  return truths.map((own) => (own.length > 0 ? next++ : -1));
}

/** The annotated person with the largest IoU of at least 0.5; -1: none. */
function matching(
  box: readonly [number, number, number, number],
  people: Sample['people'],
): number {
  let best = -1;
  let most = IOU;
  people.forEach((person, index) => {
    const iou = boxIou(person.box, box);
    if (iou >= most) [best, most] = [index, iou];
  });
  return best;
}
