import type { Dataset } from '@turbo-hoi/core';
import { unusableSplit } from '@turbo-hoi/datasets';
import { unusedPeople } from './unused-people';

/** What a user should know of a training split before learning from it: one line each; none for a usual one. */
export async function trainingRemarks({ info, split }: Dataset): Promise<string[]> {
  const train = split('train');
  const problem = await unusableSplit(train, info);
  const unused = await unusedPeople(train);
  return [
    ...(problem ? [`The training split ${problem}: nothing of that can be learned.`] : []),
    ...(unused ? [unused] : []),
  ];
}
