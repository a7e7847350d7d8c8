import { OPCODES } from '../opcodes';
import type { PickleValue } from '../pickle-value';
import { BATCH, PickleWriter } from './pickle-writer';

/**
 * Writes a pickle of protocol 2, which Python 2 and 3 read: whole numbers as ints, others as floats, arrays as lists, maps
 * as dicts, byte arrays as bytes, numeric arrays as NumPy arrays.
 *
 * @throws TurboHoiError `data` for a value that contains itself
 */
export function encodePickle(value: PickleValue): Uint8Array {
  const writer = new PickleWriter();
  writer.start();
  writer.value(value);
  writer.sink.byte(OPCODES.STOP);
  return writer.sink.take();
}

/** The pickle of a list that never lies in memory as a whole, in pieces. */
export function* pickleList(items: Iterable<PickleValue>): Generator<Uint8Array> {
  const writer = new PickleWriter();
  writer.start();
  writer.sink.byte(OPCODES.EMPTY_LIST);
  let inBatch = 0;
  for (const item of items) {
    if (inBatch === 0) writer.sink.byte(OPCODES.MARK);
    writer.value(item);
    if (++inBatch < BATCH) continue;
    writer.sink.byte(OPCODES.APPENDS);
    yield writer.sink.take();
    inBatch = 0;
  }
  if (inBatch > 0) writer.sink.byte(OPCODES.APPENDS);
  writer.sink.byte(OPCODES.STOP);
  yield writer.sink.take();
}
