import { gather, RowStore } from './row-store';

const store = () => new RowStore(2, (length) => new Float64Array(length));

it('hands out the rows of a group in the order in which they came', () => {
  const rows = store();
  for (const [group, value] of [
    [2, 10],
    [0, 20],
    [2, 30],
  ])
    rows.data.set([value, value + 1], rows.append(group));
  const grouped = rows.group(4);
  expect([0, 1, 2, 3].map((group) => Array.from(grouped.rowsOf(group)))).toEqual([
    [1],
    [],
    [0, 2],
    [],
  ]);
  expect([0, 1, 2, 3].map((group) => grouped.isEmpty(group))).toEqual([false, true, false, true]);
  const seconds = gather(rows, grouped.rowsOf(2), 1, new Float64Array(2), 1);
  expect(seconds).toEqual(Float64Array.of(11, 31));
});

it('keeps every row while it grows', () => {
  const rows = store();
  for (let i = 0; i < 5000; i++) {
    const at = rows.append(i % 7);
    rows.data[at] = i;
  }
  const grouped = rows.group(7);
  const values = Array.from(grouped.rowsOf(3), (row) => rows.data[2 * row]);
  expect(values).toEqual(Array.from({ length: values.length }, (_, i) => 3 + 7 * i));
  expect(values.at(-1)).toBe(4994);
  expect(rows.groupOf(4994)).toBe(3);
});

it('is empty without rows', () => {
  expect(store().group(1).rowsOf(0)).toHaveLength(0);
  expect(store().size).toBe(0);
  expect(gather(store(), new Uint32Array(0), 0, new Float64Array(0), 2)).toHaveLength(0);
});
