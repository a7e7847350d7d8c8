import { runInParallel } from './run-in-parallel';

test('runs at most so many tasks at a time, all of them, and reports those that fail', async () => {
  let [running, most] = [0, 0];
  const done: number[] = [];
  const tasks = [0, 1, 2, 3, 4].map((index) => async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    if (index === 1) throw new Error('one');
    done.push(index);
  });
  const failures = await runInParallel(tasks, 2);
  expect(most).toBe(2);
  expect(done.sort()).toEqual([0, 2, 3, 4]);
  expect([...failures].map(([index, { message }]) => [index, message])).toEqual([[1, 'one']]);
});
