import { actionVocabulary, columnName } from './vocabulary';

const vocabulary = actionVocabulary([
  { name: 'stand', roles: [] },
  { name: 'hit', roles: ['instr', 'obj'] },
  { name: 'look', roles: ['obj'] },
]);

test('an action has a column for each of its roles, at least one', () => {
  expect(vocabulary.columns).toEqual([
    { action: 0, role: null },
    { action: 1, role: 'instr' },
    { action: 1, role: 'obj' },
    { action: 2, role: 'obj' },
  ]);
});

test('the name of a column includes its role only where the action has several roles', () => {
  const names = vocabulary.columns.map((_, column) => columnName(vocabulary, column));
  expect(names).toEqual(['stand', 'hit_instr', 'hit_obj', 'look']);
});
