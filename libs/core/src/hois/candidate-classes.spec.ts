import { candidateClasses } from './candidate-classes';

const objectClasses = ['person', 'cup', 'chair'];

test.each([
  ['annotated targets of any action', { targetClasses: [[], [2], [2, 0]] }, [true, false, true]],
  [
    'listed interactions',
    { hois: [{ column: 0, category: 1, trainingPairs: 0 }] },
    [false, true, false],
  ],
  ['everything without targets', { targetClasses: [[], []] }, [true, true, true]],
  ['everything if nothing is known', {}, [true, true, true]],
])('candidates are %s', (_, info, expected) => {
  expect(candidateClasses({ objectClasses, ...info })).toEqual(expected);
});
