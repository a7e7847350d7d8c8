import { readingProgress } from './reading-progress';

let written: string;
let time: number;
const progress = (isTTY: boolean) =>
  readingProgress(
    { isTTY, write: (text: string) => ((written += text), true) } as never,
    () => time,
  );

beforeEach(() => {
  written = '';
  time = 0;
});

test('a terminal has one line, redrawn a few times a second and removed at the end', () => {
  const { onProgress, stop } = progress(true);
  onProgress('indexing a.json', 1, 3);
  onProgress('indexing a.json', 2, 3);
  time = 250;
  onProgress('indexing a.json', 3, 3);
  stop();
  expect(written).toBe('\r\x1b[Kindexing a.json: 33 %\r\x1b[Kindexing a.json: 100 %\r\x1b[K');
});

test('a terminal shows the share of a file that is read, five times a second', () => {
  const { onProgress, stop } = progress(true);
  for (time = 0; time < 500; time += 100) onProgress('reading a.json', time, 1000);
  stop();
  const line = (percent: number) => `\r\x1b[Kreading a.json: ${percent} %`;
  expect(written).toBe(`${line(0)}${line(20)}${line(40)}\r\x1b[K`);
});

test('warnings have their own lines', () => {
  const { onProgress, warn } = progress(true);
  onProgress('reading a.json', 1, 2);
  warn('left out');
  expect(written).toBe('\r\x1b[Kreading a.json: 50 %\r\x1b[Kleft out\n');
});

test('a file receives warnings only', () => {
  const { onProgress, warn, stop } = progress(false);
  onProgress('indexing a.json', 1, 3);
  warn('a.json: 2 bad entries');
  stop();
  expect(written).toBe('a.json: 2 bad entries\n');
});

test('an empty file does not divide by zero', () => {
  progress(true).onProgress('reading a.json', 0, 0);
  expect(written).toBe('\r\x1b[Kreading a.json: 0 %');
});
