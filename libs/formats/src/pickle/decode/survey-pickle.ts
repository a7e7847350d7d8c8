import { LAYOUT, LAYOUTS, OPCODES } from '../opcodes';
import { LastGets } from './last-gets';
import type { PickleCursor } from './pickle-cursor';
import { parseMemoId } from './text-arguments';

/** More shared values than this are no data set but an attack, and JavaScript's maps end soon after. */
const MAX_SHARED = 1 << 22;

/** Result of a first pass over the opcodes, before any value is created. */
export interface PickleSurvey {
  /** Where each memo slot is read for the last time; other slots are never read, and need no memory. */
  readonly lastGets: LastGets;
  /** Whether the last opcode that makes something fills a list. */
  readonly endsWithList: boolean;
  /** Bytes up to and with STOP. */
  readonly length: number;
}

/**
 * Walks over all opcodes up to STOP: the file is complete, every length fits, and it says which memo slots matter.
 *
 * @param alone whether nothing may follow
 * @throws TurboHoiError `data` for unknown opcodes, lengths beyond the file's end, memo slots beyond those written, and bytes behind STOP
 */
export function surveyPickle(cursor: PickleCursor, alone = true): PickleSurvey {
  const lastGets = new LastGets();
  let last = -1;
  let slots = 0;
  const get = (slot: number) => {
    if (slot >= slots) cursor.fail(`reads memo ${slot}, which was not written`);
    lastGets.set(slot, cursor.opcodeAt);
  };
  const put = (slot: number) => {
    if (slot >= slots) slots = slot + 1;
  };
  for (;;) {
    const code = cursor.opcode();
    if (code === OPCODES.STOP) break;
    switch (code) {
      case OPCODES.BINGET:
        get(cursor.uint8());
        break;
      case OPCODES.LONG_BINGET:
        get(cursor.uint32());
        break;
      case OPCODES.GET:
        get(parseMemoId(cursor));
        break;
      case OPCODES.BINPUT:
        put(cursor.uint8());
        break;
      case OPCODES.LONG_BINPUT:
        put(cursor.uint32());
        break;
      case OPCODES.PUT:
        put(parseMemoId(cursor));
        break;
      case OPCODES.MEMOIZE:
        put(slots);
        break;
      default:
        skipArgument(cursor, code);
    }
    if (lastGets.size > MAX_SHARED) cursor.fail(`shares more than ${MAX_SHARED} values`);
    if (!isPut(code)) last = code;
  }
  const left = cursor.bytes.length - cursor.position;
  if (alone && left > 0) {
    cursor.fail(`the pickle ends here, but ${left} bytes follow; expected one pickle in the file`);
  }
  return { lastGets, endsWithList: fillsList(last), length: cursor.position };
}

function skipArgument(cursor: PickleCursor, code: number): void {
  const layout = LAYOUTS[code];
  if (layout === 0) return;
  if (layout <= 8) {
    cursor.advance(layout);
    return;
  }
  switch (layout) {
    case LAYOUT.count1:
      cursor.advance(cursor.uint8());
      return;
    case LAYOUT.count4:
      cursor.advance(cursor.uint32());
      return;
    case LAYOUT.count8:
      cursor.advance(cursor.uint64());
      return;
    case LAYOUT.twoLines:
      cursor.advanceLine();
      cursor.advanceLine();
      return;
    case LAYOUT.line:
      cursor.advanceLine();
      return;
    default:
      cursor.fail(
        `0x${code.toString(16).padStart(2, '0')} is no opcode of pickle protocols 0 to 5; is this a pickle?`,
      );
  }
}

function isPut(code: number): boolean {
  return (
    code === OPCODES.PUT ||
    code === OPCODES.BINPUT ||
    code === OPCODES.LONG_BINPUT ||
    code === OPCODES.MEMOIZE
  );
}

function fillsList(code: number): boolean {
  return (
    code === OPCODES.APPENDS ||
    code === OPCODES.APPEND ||
    code === OPCODES.EMPTY_LIST ||
    code === OPCODES.LIST
  );
}
