import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';
import { hasKeypoints } from '../poses/has-keypoints';

/** Counts the people of a split that a model can be trained on or scored with. */
export class PeopleUse {
  private images = 0;
  private people = 0;
  private crowds = 0;
  private posed = 0;
  private labelled = 0;
  private interactions = 0;

  constructor(private readonly actions: number) {}

  add({ people }: Pick<ImageAnnotations, 'people'>): void {
    this.images++;
    for (const person of people) {
      this.people++;
      if (person.crowd) {
        this.crowds++;
        continue;
      }
      if (hasKeypoints(person)) this.posed++;
      if (person.interactions !== null) this.labelled++;
      this.interactions += person.interactions?.length ?? 0;
    }
  }

  /** Why there is nothing to train on or score, as the end of a sentence about the split; null: there is. */
  problem(): string | null {
    const { images, people, crowds, posed, labelled, interactions, actions } = this;
    if (images === 0) return 'has no images';
    if (people === 0) return `has no person in its ${images} images`;
    if (crowds === people)
      return `has only groups with one box (crowd) for its ${people} people, which are left out`;
    if (posed === 0 && labelled === 0)
      return `has neither keypoints nor actions of its ${people} people`;
    if (posed === 0 && interactions === 0 && actions > 0)
      return `has no action of its ${people} people, and no keypoints`;
    if (labelled > 0 && interactions === 0 && actions > 0)
      return `has no action of its ${people} people (only keypoints)`;
    return null;
  }
}

/** Why a split has nothing to train on or score, as the end of a sentence about it; null: it has. */
export async function unusableSplit(
  split: { readonly size: number; annotations(index: number): Promise<ImageAnnotations> },
  { actions }: Pick<DatasetInfo, 'actions'>,
): Promise<string | null> {
  const use = new PeopleUse(actions.actions.length);
  for (let index = 0; index < split.size; index++) use.add(await split.annotations(index));
  return use.problem();
}
