import { turn } from './turn';

test('lets a timer run that resolved promises alone would keep waiting', async () => {
  let ran = false;
  setImmediate(() => (ran = true));
  await Promise.resolve();
  expect(ran).toBe(false);
  await turn();
  expect(ran).toBe(true);
});
