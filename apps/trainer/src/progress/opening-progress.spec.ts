import { openingProgress } from './opening-progress';

let written: string;
let time: number;
beforeEach(() => ((written = ''), (time = 0)));

const progress = (isTTY: boolean) =>
  openingProgress(
    { isTTY, write: (text: string) => ((written += text), true) } as never,
    () => time,
  );

test('a terminal gets a line, drawn anew a few times a second and removed at the end', () => {
  const { onProgress, stop } = progress(true);
  onProgress('indexing a.json', 1, 3);
  onProgress('indexing a.json', 2, 3);
  time = 250;
  onProgress('indexing a.json', 3, 3);
  stop();
  expect(written).toBe('\r\x1b[Kindexing a.json: 33 %\r\x1b[Kindexing a.json: 100 %\r\x1b[K');
});

test('a file gets warnings alone', () => {
  const { onProgress, warn, stop } = progress(false);
  onProgress('indexing a.json', 1, 3);
  warn('a.json: 2 bad entries');
  stop();
  expect(written).toBe('a.json: 2 bad entries\n');
});
