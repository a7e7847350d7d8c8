import { boxIou, type DatasetInfo, type Sample, type XyxyBox } from '@turbo-hoi/core';
import {
  describePrediction,
  type ImagePrediction,
  type RankTriplet,
  type TripletOptions,
} from '@turbo-hoi/inference';
import { MIN_ACTION_SCORE } from '@turbo-hoi/photo';

/** How right and how complete it is what people would be shown from a rank on. */
export interface ShownShare {
  /** Minimum rank of a shown triplet. */
  readonly rank: number;
  /** Share of the shown triplets with an object that are annotated; null: none is shown. */
  readonly precision: number | null;
  /** Share of the annotated triplets with an object that are shown. */
  readonly recall: number;
  readonly f1: number;
  /** Share of the people with such an annotation of whom one is shown. */
  readonly people: number;
  /** Share of the shown actions without an object that are annotated; null: none is shown. */
  readonly alone: number | null;
}

interface Shown {
  readonly rank: number;
  readonly right: boolean;
  /** Number of the annotated person. */
  readonly person: string;
}

const IOU = 0.5;
const RANKS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** Counts what `predict` would show of people with annotated actions: of each action and class the triplet of the highest rank. */
export class ShownTriplets {
  private readonly withObject: Shown[] = [];
  private readonly alone: Shown[] = [];
  private annotated = 0;
  private people = 0;

  constructor(
    private readonly info: DatasetInfo,
    private readonly rank: RankTriplet,
    private readonly targetChoice?: TripletOptions,
  ) {}

  add(sample: Sample, prediction: ImagePrediction): void {
    const { actions, columns } = this.info.actions;
    const truths = sample.people.map(({ interactions }) =>
      (interactions ?? []).map(({ column, object }) => ({
        action: keyOf(actions[columns[column].action].name, columns[column].role),
        target: object === null ? null : sample.objects[object],
      })),
    );
    const located = truths.map((own) => own.filter(({ target }) => target !== null).length);
    this.annotated += located.reduce((sum, count) => sum + count, 0);
    this.people += located.filter((count) => count > 0).length;
    const { detections, triplets } = describePrediction(prediction, sample, this.info, {
      minActionScore: MIN_ACTION_SCORE,
      distinct: true,
      rank: this.rank,
      targetChoice: this.targetChoice,
    });
    for (const triplet of triplets) {
      const person = matching(detections[triplet.person].box, sample.people);
      // Nobody knows what a person without labels does; a false person does nothing.
      if (person >= 0 && sample.people[person].interactions === null) continue;
      const own = (truths[person] ?? []).filter(
        ({ action }) => action === keyOf(triplet.action, triplet.role),
      );
      const found = triplet.object === null ? null : detections[triplet.object];
      const right = own.some(({ target }) =>
        found === null
          ? target === null
          : target !== null &&
            this.info.objectClasses[target.category] === found.label &&
            boxIou(target.box, found.box) >= IOU,
      );
      const shown = { rank: triplet.rank, right, person: `${sample.imageId} ${person}` };
      if (found !== null) this.withObject.push(shown);
      else if (triplet.role === null) this.alone.push(shown);
    }
  }

  /** One for each rank from 0.05 to 0.95. */
  result(): ShownShare[] {
    return RANKS.map((rank) => {
      const shown = this.withObject.filter((one) => one.rank >= rank);
      const right = shown.filter((one) => one.right);
      const people = new Set(right.map(({ person }) => person)).size;
      return {
        rank,
        precision: shareRight(shown),
        recall: right.length / Math.max(1, this.annotated),
        f1: (2 * right.length) / Math.max(1, shown.length + this.annotated),
        people: people / Math.max(1, this.people),
        alone: shareRight(this.alone.filter((one) => one.rank >= rank)),
      };
    });
  }
}

const keyOf = (action: string, role: string | null) => `${action} ${role ?? ''}`;

function shareRight(shown: readonly Shown[]): number | null {
  return shown.length === 0 ? null : shown.filter(({ right }) => right).length / shown.length;
}

/** The annotated person with the largest IoU of at least 0.5; -1: none. */
function matching(box: XyxyBox, people: Sample['people']): number {
  const ious = people.map((person) => boxIou(person.box, box));
  const best = Math.max(...ious);
  return best >= IOU ? ious.indexOf(best) : -1;
}
