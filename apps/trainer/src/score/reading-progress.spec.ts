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

test('a terminal shows how far a file is, five times a second', () => {
  const { update, stop } = progress(true);
  for (time = 0; time < 500; time += 100) update('a.json', time, 1000);
  stop();
  const line = (percent: number) => `\r\x1b[Kreading a.json: ${percent} %`;
  expect(written).toBe(`${line(0)}${line(20)}${line(40)}\r\x1b[K`);
});

test('notes stand on lines of their own', () => {
  const { update, note } = progress(true);
  update('a.json', 1, 2);
  note('left out');
  expect(written).toBe('\r\x1b[Kreading a.json: 50 %\r\x1b[Kleft out\n');
});

test('elsewhere there are only notes', () => {
  const { update, note, stop } = progress(false);
  update('a.json', 1, 2);
  note('left out');
  stop();
  expect(written).toBe('left out\n');
});
