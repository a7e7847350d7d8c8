import { Checks, runChecks } from './checks';

const written: string[] = [];
const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write'));
beforeEach(() => {
  written.length = 0;
  spies.forEach((spy) => spy.mockImplementation((text) => written.push(String(text)) > 0));
});
afterAll(() => spies.forEach((spy) => spy.mockRestore()));

test('prints the counts of passed, failed and skipped checks in its last line', async () => {
  const checks = new Checks();
  expect(await checks.check('a', () => undefined)).toBe(true);
  expect(
    await checks.check('b', () => {
      throw new Error('wrong');
    }),
  ).toBe(false);
  checks.skip('c', 'no such machine');
  expect(checks.end()).toBe(1);
  expect(written).toEqual([
    'passed: a\n',
    'failed: b: wrong\n',
    'skipped: c: no such machine\n',
    '1 passed, 1 failed, 1 skipped\n',
  ]);
});

test('a command that throws, or checks nothing, fails', async () => {
  const before = process.exitCode;
  await runChecks(async () => {
    throw new Error('on the way');
  });
  expect([process.exitCode, written.at(-1)]).toEqual([1, '0 passed, 1 failed, 0 skipped\n']);
  await runChecks(async () => undefined);
  expect([process.exitCode, written.at(-1)]).toEqual([1, '0 passed, 0 failed, 0 skipped\n']);
  await runChecks(async (checks) => checks.pass('a'));
  expect(process.exitCode).toBe(0);
  process.exitCode = before;
});
