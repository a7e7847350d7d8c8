import { chromeTrace } from './chrome-trace';
import { formatOps, opCosts } from './costliest-ops';
import { checkProfiledBackend, type Profile } from './profile';

const kernel = (name: string, start: number, end: number, nested = 0) => ({
  name,
  start,
  end,
  nested,
  shapes: [[2, 3], []],
});

const profile: Profile = {
  size: 'default',
  steps: 2,
  phases: [
    { name: 'stem', start: 100.5, end: 103 },
    { name: 'forward', start: 100, end: 110 },
  ],
  kernels: [kernel('Square', 101, 101.25), kernel('Einsum', 101, 102, 0.25)],
};

test('phases and ops are spans in microseconds from the first event on, by case', () => {
  const trace = chromeTrace([profile, { ...profile, size: 'layout' }], { node: 'v20' });
  expect(trace.otherData).toEqual({ node: 'v20' });
  const events = JSON.parse(JSON.stringify(trace.traceEvents)) as typeof trace.traceEvents;
  const spans = events.filter(({ ph, pid }) => ph === 'X' && pid === 1);
  expect(spans).toEqual([
    { name: 'stem', cat: 'phase', ph: 'X', pid: 1, tid: 1, ts: 500, dur: 2500 },
    { name: 'forward', cat: 'phase', ph: 'X', pid: 1, tid: 1, ts: 0, dur: 10000 },
    {
      ...{ name: 'Square', cat: 'op', ph: 'X', pid: 1, tid: 2, ts: 1000, dur: 250 },
      args: { output: '[2,3] []' },
    },
    {
      ...{ name: 'Einsum', cat: 'op', ph: 'X', pid: 1, tid: 2, ts: 1000, dur: 1000 },
      args: { output: '[2,3] []' },
    },
  ]);
  const names = events.filter(({ ph }) => ph === 'M').map(({ pid, args }) => [pid, args!.name]);
  expect(names).toEqual(
    [1, 2].flatMap((pid) =>
      [pid === 1 ? 'default' : 'layout', 'phases', 'ops'].map((name) => [pid, name]),
    ),
  );
});

test('ops cost what they take themselves, per step', () => {
  expect(opCosts(profile)).toEqual([
    { name: 'Einsum', calls: 0.5, milliseconds: 0.375 },
    { name: 'Square', calls: 0.5, milliseconds: 0.125 },
  ]);
});

test('the table counts the ops that it does not show, and the time outside ops', () => {
  const costs = [5, 3, 1, 0.5].map((milliseconds, i) => ({
    name: `Op${i}`,
    calls: 10 * (i + 1),
    milliseconds,
  }));
  expect(formatOps(costs, 20, 2).split('\n')).toEqual([
    'a step       calls  ms    %',
    'Op0             10   5.0  25.0',
    'Op1             20   3.0  15.0',
    '2 other ops     70   1.5   7.5',
    'all ops        100   9.5  47.5',
    'outside ops         10.5  52.5',
  ]);
});

test('times of ops mean nothing on webgpu', () => {
  expect(() => checkProfiledBackend('webgpu')).toThrow('choose --backend tensorflow, wasm or cpu');
  checkProfiledBackend('wasm');
});
