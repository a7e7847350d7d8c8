import { alternate } from './alternate';

test('runs the programs by turns', async () => {
  const order: string[] = [];
  const results = await alternate(['ours', 'peer'], 2, async (program) => {
    order.push(program);
    return order.length;
  });
  expect(order).toEqual(['ours', 'peer', 'ours', 'peer']);
  expect(results).toEqual([
    [1, 3],
    [2, 4],
  ]);
});
