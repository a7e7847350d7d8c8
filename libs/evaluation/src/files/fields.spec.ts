import { BadEntry } from './bad-entry';
import { Fields } from './fields';
import { numbersOf } from './numbers';

const array = (data: Float32Array | BigInt64Array | Uint8Array, ...shape: number[]) => ({
  shape,
  data,
});

it.each([
  ['a number', 3, [3]],
  ['null', null, [NaN]],
  ['a long', 7n, [7]],
  ['a list', [1, 2, 3], [1, 2, 3]],
  ['a list with null', [1, null], [1, NaN]],
  ['NumPy numbers in a list', [array(Float32Array.of(0.5)), 2], [0.5, 2]],
  ['an array', array(Float32Array.of(1, 2), 2), [1, 2]],
  ['an array of longs', array(BigInt64Array.of(1n, 2n), 2), [1, 2]],
  ['a row', [[1, 2, 3]], [1, 2, 3]],
  [
    'two rows',
    [
      [1, 2],
      [3, 4],
    ],
    null,
  ],
  ['text', '1', null],
  ['bytes', Uint8Array.of(1), null],
  ['a dict', new Map(), null],
])('numbersOf %s', (_, value, expected) => {
  const numbers = numbersOf(value);
  expect(numbers && Array.from(numbers)).toEqual(expected);
});

describe.each([
  ['an object', (record: object) => Fields.of(record)],
  ['a dict', (record: object) => Fields.of(new Map(Object.entries(record)))],
])('Fields of %s', (_, of) => {
  const fields = of({ id: 5, half: 0.5, nan: NaN, name: 'cup', flag: true, two: 2, box: [1, 2] });

  it('reads by kind', () => {
    expect(fields.whole('id')).toBe(5);
    expect(fields.number('nan')).toBeNaN();
    expect(fields.text('name')).toBe('cup');
    expect([fields.flag('flag', 0), fields.flag('none', 0), fields.flag('none', 1)]).toEqual([
      1, 0, 1,
    ]);
    expect(Array.from(fields.finites('box', 2))).toEqual([1, 2]);
    expect(fields.has('toString')).toBe(false);
  });

  it.each([
    [() => fields.value('none'), 'none is missing'],
    [() => fields.whole('half'), 'half is 0.5; expected a whole number'],
    [() => fields.finite('nan'), 'nan is NaN; expected a finite number'],
    [() => fields.flag('two', 0), 'two is 2; expected 0 or 1'],
    [() => fields.text('id'), 'id is 5; expected text'],
    [() => fields.numbers('box', 4), 'box is 2 numbers; expected 4 numbers'],
    [() => fields.number('name'), 'name is "cup"; expected a number'],
  ])('reports invalid fields: %#', (read, message) => {
    expect(read).toThrow(new BadEntry(message));
  });
});

it.each([null, 5, 'text', [1]])('%j is no record', (value) => {
  expect(() => Fields.of(value)).toThrow(BadEntry);
});
