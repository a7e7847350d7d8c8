import { INTERRUPTED, listenForInterrupt } from './interrupt';

let time: number;
let exits: number[];
const listen = () => listenForInterrupt({ now: () => time, exit: (code) => void exits.push(code) });

beforeEach(() => {
  time = 0;
  exits = [];
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'] as const)('%s aborts once', (name) => {
  const interrupt = listen();
  expect(interrupt.signal.aborted).toBe(false);
  process.emit(name, name);
  expect(interrupt.signal.aborted).toBe(true);
  interrupt.release();
});

test('repeated signals of one Ctrl-C count once', () => {
  const interrupt = listen();
  process.emit('SIGINT', 'SIGINT');
  time = 400;
  process.emit('SIGTERM', 'SIGTERM');
  expect(exits).toEqual([]);
  interrupt.release();
});

test('the second Ctrl-C ends the process', () => {
  const interrupt = listen();
  process.emit('SIGINT', 'SIGINT');
  time = 1500;
  process.emit('SIGINT', 'SIGINT');
  expect(exits).toEqual([INTERRUPTED]);
  interrupt.release();
});

test("a launcher's SIGTERM after Ctrl-C does not end the process", () => {
  const interrupt = listen();
  process.emit('SIGINT', 'SIGINT');
  time = 1500;
  process.emit('SIGTERM', 'SIGTERM');
  process.emit('SIGHUP', 'SIGHUP');
  expect(exits).toEqual([]);
  interrupt.release();
});

test('removes its listeners when released', () => {
  const before = process.listenerCount('SIGINT');
  const interrupt = listen();
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  interrupt.release();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
