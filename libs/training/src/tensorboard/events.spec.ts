import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileVersionEvent, restartEvent, scalarsEvent } from './events';

// Written with TensorBoard's writer and read back with its reader.
const golden: { first: string; second: string } = JSON.parse(
  readFileSync(join(__dirname, '__golden__', 'events.json'), 'utf8'),
);

it('writes the same bytes as TensorBoard', () => {
  const steps = [1, 2, 3, 400].map((step) =>
    scalarsEvent(1000000000.5 + step, step, { loss: 1 / step, 'stage1/action': 0 }),
  );
  const first = Buffer.concat([fileVersionEvent(1000000000.25), ...steps]);
  expect(first.toString('base64')).toBe(golden.first);
});

it('makes the reader discard steps that an interrupted run wrote after its checkpoint', () => {
  const second = Buffer.concat([
    fileVersionEvent(1000000500.25),
    restartEvent(1000000500.5, 3),
    scalarsEvent(1000000501, 3, { loss: -7.5 }),
  ]);
  expect(second.toString('base64')).toBe(golden.second);
});
