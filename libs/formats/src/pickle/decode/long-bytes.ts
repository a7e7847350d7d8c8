import { narrow } from './numpy';
import type { PickleCursor } from './pickle-cursor';

/** Bytes beyond which an integer is refused: about as many digits as Python prints. */
const MAX_BYTES = 1800;

/** The argument of LONG1 and LONG4: two's complement, the lowest byte first. */
export function parseLongBytes(cursor: PickleCursor, length: number): number | bigint {
  const start = cursor.advance(length);
  if (length > MAX_BYTES)
    cursor.fail(`an integer of ${length} bytes; expected at most ${MAX_BYTES}`);
  let digits = '0x0';
  for (let at = start + length - 1; at >= start; at--) {
    digits += cursor.bytes[at].toString(16).padStart(2, '0');
  }
  return narrow(BigInt.asIntN(8 * length, BigInt(digits)));
}
