import type { LeftOutCount, TrainingBatch } from '@turbo-hoi/datasets';
import type { Experiment } from '../../config/experiment';

/** The counts of a `TrainingBatch`. */
type CountedBatch = Pick<TrainingBatch, 'peopleLeftOut'> & {
  readonly objects?: Pick<NonNullable<TrainingBatch['objects']>, 'leftOut'>;
};

/** Counts annotated people and objects that had no row in their training step. */
export class BatchTally {
  private readonly people = { found: 0, left: 0 };
  private readonly objects = { found: 0, left: 0 };

  add({ peopleLeftOut, objects }: CountedBatch): void {
    if (peopleLeftOut) addTo(this.people, peopleLeftOut);
    if (objects?.leftOut) addTo(this.objects, objects.leftOut);
  }

  /** One line for each of `sampling.people` and `sampling.objects` that was too small. */
  lines({ people, objects }: Pick<Experiment['sampling'], 'people' | 'objects'>): string[] {
    return [
      ...line('people', this.people, `sampling.people: ${people}`),
      ...line('objects', this.objects, `sampling.objects: ${objects}`),
    ];
  }
}

function addTo(sum: { found: number; left: number }, { found, left }: LeftOutCount): void {
  sum.found += found;
  sum.left += left;
}

function line(what: string, { found, left }: LeftOutCount, setting: string): string[] {
  if (left === 0) return [];
  return [
    `${grouped(left)} of ${grouped(found)} annotated ${what} with a proposal had no row in their step (${setting}); ` +
      'a larger number trains on them.',
  ];
}

const grouped = (count: number) => count.toLocaleString('en');
