import { actionVocabulary } from '@turbo-hoi/core';
import { seenPairs } from './seen-pairs';

const actions = actionVocabulary([
  { name: 'stand', roles: [] },
  { name: 'hit', roles: ['instr', 'obj'] },
]);
const objectClasses = ['person', 'ball', 'racket'];

it('marks the classes that the training split shows for each role', () => {
  const seen = seenPairs({ actions, objectClasses, targetClasses: [[], [2], [1, 2]] });
  expect([...seen]).toEqual([0, 0, 0, 0, 0, 1, 0, 1, 1]);
});

it('marks every class for roles where nothing was collected, and none without a role', () => {
  expect([...seenPairs({ actions, objectClasses })]).toEqual([0, 1, 1, 0, 1, 1, 0, 1, 1]);
});
