import { ahead } from './ahead';

/** Items that the test completes explicitly. */
function source() {
  const [asked, done]: [number[], Map<number, () => void>] = [[], new Map()];
  const itemAt = (step: number) => {
    asked.push(step);
    return new Promise<string>((resolve) => done.set(step, () => resolve(`item ${step}`)));
  };
  return { itemAt, asked, finish: (step: number) => done.get(step)!() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('starts the configured number of items, and one more for each that is taken', async () => {
  const { itemAt, asked, finish } = source();
  const { at } = ahead(itemAt, { depth: 3, last: 9 });
  const first = at(1);
  await turn();
  expect(asked).toEqual([1, 2, 3]);
  finish(1);
  expect(await first).toBe('item 1');
  finish(2);
  expect(await at(2)).toBe('item 2');
  expect(asked).toEqual([1, 2, 3, 4]);
});

it('goes no further than the last step', async () => {
  const { itemAt, asked } = source();
  const { at } = ahead(itemAt, { depth: 4, last: 3 });
  void at(2);
  await turn();
  expect(asked).toEqual([2, 3]);
});

it('starts nothing early at depth 1', async () => {
  const { itemAt, asked } = source();
  void ahead(itemAt, { depth: 1, last: 9 }).at(4);
  await turn();
  expect(asked).toEqual([4]);
});

it('throws a failure at its own step, and continues after it', async () => {
  const fails = async (step: number) => {
    if (step === 2) throw new Error('no image 2');
    return step;
  };
  const { at, close } = ahead(fails, { depth: 3, last: 9 });
  expect(await at(1)).toBe(1);
  await turn();
  await expect(at(2)).rejects.toThrow('no image 2');
  expect(await at(3)).toBe(3);
  await close();
});

it('starts nothing after it is closed, and closes when pending items are done', async () => {
  const { itemAt, asked, finish } = source();
  const { at, close } = ahead(itemAt, { depth: 2, last: 9 });
  void at(1);
  await turn();
  let closed = false;
  const closing = close().then(() => (closed = true));
  finish(1);
  await turn();
  expect(closed).toBe(false);
  finish(2);
  await closing;
  expect(asked).toEqual([1, 2]);
});

it('closes before the first request', async () => {
  await ahead(source().itemAt, { depth: 2, last: 9 }).close();
});
