import { parseStored } from './parse-stored';

const hoiOf = (hoi: object) =>
  parseStored({ name: 'run', stages: [{ hoi }] }, 'test').stages[0].hoi;

test('a stored action loss without a name is the mean that it was', () => {
  expect(hoiOf({ kind: 'explicit' })).toEqual({ kind: 'explicit', actionLoss: 'mean' });
});

test.each([{ kind: 'multi-task', actionLoss: 'sum' }, { kind: 'pair-context' }, { kind: 'mine' }])(
  '%j is kept',
  (hoi) => expect(hoiOf(hoi)).toEqual(hoi),
);
