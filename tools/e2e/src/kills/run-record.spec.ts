import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leftovers, lost, readRun } from './run-record';

const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-kills-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(name: string, losses: readonly number[], score = 1): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'detector'), { recursive: true });
  const lines = losses.map((loss, i) =>
    JSON.stringify({ step: i + 1, loss, seconds: Math.random() }),
  );
  writeFileSync(join(path, 'metrics.jsonl'), `${lines.join('\n')}\n`);
  writeFileSync(join(path, 'result.json'), JSON.stringify({ seconds: score, stages: [score] }));
  writeFileSync(join(path, 'report.html'), '');
  return path;
}

test('two runs agree but for their times, or the first difference is named', () => {
  const whole = readRun(run('whole', [3, 2, 1]));
  expect(lost(whole, readRun(run('same', [3, 2, 1])))).toBeNull();
  expect(lost(whole, readRun(run('other', [3, 2.5, 1])))).toContain('losses of step 2');
  expect(lost(whole, readRun(run('short', [3, 2])))).toContain('losses of step 3: undefined');
  expect(lost(whole, readRun(run('long', [3, 2, 1, 0])))).toContain('4 steps, expected 3');
  expect(lost(whole, readRun(run('scores', [3, 2, 1], 2)))).toBe('the scores differ');
});

test('finds what interrupted writes and locks leave', () => {
  const path = run('left', [1]);
  const names = ['run.lock', 'run.lock.7-0011aabb', '.tmp-7-0011aabb-config.json', 'a.7.tmp'];
  for (const name of names) writeFileSync(join(path, 'detector', name), '');
  writeFileSync(join(path, 'package-lock.json'), '');
  expect(leftovers(path, join(folder, 'absent')).sort()).toEqual(
    names.map((name) => `detector/${name}`).sort(),
  );
});
