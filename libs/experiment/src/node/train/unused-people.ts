import { hasKeypoints } from '@turbo-hoi/datasets';
import type { DatasetSplit } from '@turbo-hoi/core';

/**
 * One line about the annotated people of a training split that train a part of the model only, or none; null if all train everything
 * that the split is annotated with.
 */
export async function unusedPeople(split: DatasetSplit): Promise<string | null> {
  const count = { all: 0, crowds: 0, neither: 0, noActions: 0, noKeypoints: 0 };
  for (let index = 0; index < split.size; index++) {
    for (const person of (await split.annotations(index)).people) {
      const [acts, posed] = [person.interactions !== null, hasKeypoints(person)];
      count.all++;
      if (person.crowd) count.crowds++;
      else if (!acts && !posed) count.neither++;
      else if (!acts) count.noActions++;
      else if (!posed) count.noKeypoints++;
    }
  }
  const trained = count.all - count.crowds - count.neither;
  // In a data set without keypoints or actions at all, their absence is no news.
  const hasActions = trained > count.noActions;
  const hasPoses = trained > count.noKeypoints;
  const parts = [
    [count.neither, 'have neither actions nor keypoints and are left out'],
    [count.crowds, 'are groups with one box (crowd) and are left out'],
    [hasActions ? count.noActions : 0, 'have no annotated actions and train poses alone'],
    [hasPoses ? count.noKeypoints : 0, 'have no keypoints and train actions alone'],
  ] as const;
  const told = parts.flatMap(([number, what]) =>
    number > 0 ? [`${number.toLocaleString('en')} ${what}`] : [],
  );
  if (told.length === 0) return null;
  return `Of ${count.all.toLocaleString('en')} annotated people of the training split, ${told.join('; ')}.`;
}
