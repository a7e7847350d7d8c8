import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';

/** The counts of a split. */
export class SplitCounter {
  images = 0;
  people = 0;
  /** People with annotated actions. */
  labelledPeople = 0;
  /** People with at least one labelled keypoint. */
  peopleWithKeypoints = 0;
  objects = 0;
  /** Interactions with an annotated object box. */
  pairs = 0;
  imagesWithoutPairs = 0;
  /** [actions] – people with the action, each counted once. */
  readonly positives: Float64Array;
  /** [columns] – located objects. */
  readonly targets: Float64Array;
  /** [classes]. */
  readonly classes: Float64Array;
  /** [listed interactions] – located pairs. */
  readonly hois: Float64Array;
  private readonly hoiIndex: ReadonlyMap<string, number>;

  constructor(private readonly info: DatasetInfo) {
    const { actions, objectClasses, hois = [] } = info;
    this.positives = new Float64Array(actions.actions.length);
    this.targets = new Float64Array(actions.columns.length);
    this.classes = new Float64Array(objectClasses.length);
    this.hois = new Float64Array(hois.length);
    this.hoiIndex = new Map(hois.map(({ column, category }, i) => [`${column} ${category}`, i]));
  }

  /** @returns number of located pairs that are not listed interactions */
  add({ people, objects }: ImageAnnotations): number {
    let [pairs, unlisted] = [0, 0];
    this.images++;
    this.people += people.length;
    this.objects += objects.length;
    for (const { category } of objects) {
      if (this.info.objectClasses[category] !== undefined) this.classes[category]++;
    }
    for (const { keypoints, interactions } of people) {
      if (keypoints?.some((value, i) => i % 3 === 2 && value > 0)) this.peopleWithKeypoints++;
      if (interactions === null) continue;
      this.labelledPeople++;
      const actions = new Set<number>();
      for (const { column, object } of interactions) {
        const target = this.info.actions.columns[column];
        if (target === undefined) continue;
        actions.add(target.action);
        if (object === null || objects[object] === undefined) continue;
        pairs++;
        this.targets[column]++;
        const hoi = this.hoiIndex.get(`${column} ${objects[object].category}`);
        if (hoi !== undefined) this.hois[hoi]++;
        else if (this.info.hois) unlisted++;
      }
      for (const action of actions) this.positives[action]++;
    }
    this.pairs += pairs;
    if (pairs === 0) this.imagesWithoutPairs++;
    return unlisted;
  }
}
