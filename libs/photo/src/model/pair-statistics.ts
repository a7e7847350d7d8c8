import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';

/** What the annotations of a split say about actions without looking at where things are. */
export interface PairStatistics {
  /** Share of the people with annotated actions who do the action of each column, [A]. */
  readonly baseRates: readonly number[];
  /** P(action given class): share of all pairs of a person and another box of the class that have the action, [classes][A]. */
  readonly prior: readonly (readonly number[])[];
}

/** Counts {@link PairStatistics}; add the images of a split, then finish. */
export class PairCounter {
  private people = 0;
  private readonly actions: Float64Array;
  private readonly pairs: Float64Array;
  private readonly positives: Float64Array;

  constructor(private readonly info: Pick<DatasetInfo, 'actions' | 'objectClasses'>) {
    const columns = info.actions.columns.length;
    this.actions = new Float64Array(columns);
    this.pairs = new Float64Array(info.objectClasses.length);
    this.positives = new Float64Array(info.objectClasses.length * columns);
  }

  add({ people, objects }: ImageAnnotations): void {
    const columns = this.info.actions.columns.length;
    const present = people.filter(({ crowd }) => !crowd);
    const things = objects.filter(({ category, crowd }) => category !== PERSON && !crowd);
    this.pairs[PERSON] += present.length * (present.length - 1);
    for (const { category } of things) this.pairs[category] += present.length;
    for (const { interactions } of present) {
      if (interactions === null) continue;
      this.people++;
      for (const column of new Set(interactions.map((one) => one.column))) this.actions[column]++;
      for (const { column, object } of interactions) {
        if (object !== null) this.positives[objects[object].category * columns + column]++;
      }
    }
  }

  finish(): PairStatistics {
    const columns = this.info.actions.columns.length;
    return {
      baseRates: Array.from(this.actions, (count) => share(count, this.people)),
      prior: Array.from(this.pairs, (pairs, category) =>
        Array.from({ length: columns }, (_, column) =>
          share(this.positives[category * columns + column], pairs),
        ),
      ),
    };
  }
}

const PERSON = 0;
/** Enough digits for a table of rates. */
const share = (count: number, of: number) =>
  of === 0 ? 0 : Math.min(1, Math.round((1e6 * count) / of) / 1e6);
