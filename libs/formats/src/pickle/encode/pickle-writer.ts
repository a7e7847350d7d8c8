import { TurboHoiError } from '@turbo-hoi/core';
import { latin1 } from '../../latin1';
import type { NumericArray, NumericData } from '../../numeric-array';
import { OPCODES } from '../opcodes';
import type { PickleValue } from '../pickle-value';
import { PickleSink } from './pickle-sink';

const PROTOCOL = 2;
const MAX_DEPTH = 500;
/** As many as Python puts between a mark and APPENDS or SETITEMS. */
export const BATCH = 1000;
/** Longer strings, and those after so many, are written out each time. */
const SHARED_LENGTH = 64;
const MAX_SHARED = 1 << 16;

const UTF8 = new TextEncoder();

/** Writes values as opcodes of protocol 2; names and short strings once, then by their memo ids. */
export class PickleWriter {
  readonly sink = new PickleSink();
  private readonly memo = new Map<string, number>();
  private depth = 0;

  start(): void {
    this.sink.byte(OPCODES.PROTO);
    this.sink.byte(PROTOCOL);
  }

  /** @throws TurboHoiError `data` for a value that contains itself, or nests too deeply */
  value(value: PickleValue): void {
    if (value === null) this.sink.byte(OPCODES.NONE);
    else if (typeof value === 'boolean') this.sink.byte(value ? OPCODES.NEWTRUE : OPCODES.NEWFALSE);
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'bigint') this.long(value);
    else if (typeof value === 'string') this.text(value);
    else if (value instanceof Uint8Array) this.bytes(value);
    else this.nested(value);
  }

  private nested(value: Exclude<PickleValue, null | boolean | number | bigint | string>): void {
    if (++this.depth > MAX_DEPTH) {
      throw new TurboHoiError(
        'data',
        `pickle: a value nests deeper than ${MAX_DEPTH}; does it contain itself?`,
      );
    }
    if (Array.isArray(value)) this.list(value);
    else if (value instanceof Map) this.dict(value);
    else this.array(value as NumericArray);
    this.depth--;
  }

  private list(items: readonly PickleValue[]): void {
    this.sink.byte(OPCODES.EMPTY_LIST);
    for (let at = 0; at < items.length; at += BATCH) {
      this.sink.byte(OPCODES.MARK);
      for (const item of items.slice(at, at + BATCH)) this.value(item);
      this.sink.byte(OPCODES.APPENDS);
    }
  }

  private dict(items: ReadonlyMap<PickleValue, PickleValue>): void {
    this.sink.byte(OPCODES.EMPTY_DICT);
    let inBatch = 0;
    for (const [key, value] of items) {
      if (inBatch === 0) this.sink.byte(OPCODES.MARK);
      this.value(key);
      this.value(value);
      if (++inBatch < BATCH) continue;
      this.sink.byte(OPCODES.SETITEMS);
      inBatch = 0;
    }
    if (inBatch > 0) this.sink.byte(OPCODES.SETITEMS);
  }

  /** A whole number is an int of Python; -0, NaN and the infinities are floats. */
  private number(value: number): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      this.sink.byte(OPCODES.BINFLOAT);
      this.sink.float64(value);
    } else if (value === (value | 0)) {
      this.sink.byte(OPCODES.BININT);
      this.sink.int32(value);
    } else {
      this.long(BigInt(value));
    }
  }

  private long(value: bigint): void {
    const bytes: number[] = [];
    for (let rest = value; ; rest >>= 8n) {
      bytes.push(Number(BigInt.asUintN(8, rest)));
      const sign = rest < 0n ? -1n : 0n;
      // Complete once what is left is the sign, and the top bit says so.
      if (rest >> 8n === sign && bytes[bytes.length - 1] >> 7 === Number(-sign)) break;
    }
    if (bytes.length < 256) {
      this.sink.byte(OPCODES.LONG1);
      this.sink.byte(bytes.length);
    } else {
      this.sink.byte(OPCODES.LONG4);
      this.sink.uint32(bytes.length);
    }
    this.sink.raw(Uint8Array.from(bytes));
  }

  private text(text: string): void {
    if (text.length <= SHARED_LENGTH) this.shared(`'${text}`, () => this.plainText(text));
    else this.plainText(text);
  }

  private plainText(text: string): void {
    const bytes = UTF8.encode(text);
    this.sink.byte(OPCODES.BINUNICODE);
    this.sink.uint32(bytes.length);
    this.sink.raw(bytes);
  }

  /** Protocol 2 has no bytes; as Python 3 does, so that Python 2 and 3 both read them as such. */
  private bytes(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      this.name('__builtin__', 'bytes');
      this.sink.byte(OPCODES.EMPTY_TUPLE);
    } else {
      this.name('_codecs', 'encode');
      this.plainText(latin1(bytes, 0, bytes.length));
      this.text('latin1');
      this.sink.byte(OPCODES.TUPLE2);
    }
    this.sink.byte(OPCODES.REDUCE);
  }

  private array({ shape, data }: NumericArray): void {
    this.name('numpy.core.multiarray', '_reconstruct');
    this.name('numpy', 'ndarray');
    this.number(0);
    this.sink.byte(OPCODES.TUPLE1);
    this.bytes(Uint8Array.of(0x62));
    this.sink.byte(OPCODES.TUPLE3);
    this.sink.byte(OPCODES.REDUCE);
    this.sink.byte(OPCODES.MARK);
    this.number(1);
    this.tuple(shape);
    this.dtype(dtypeCode(data));
    this.sink.byte(OPCODES.NEWFALSE);
    this.bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    this.sink.byte(OPCODES.TUPLE);
    this.sink.byte(OPCODES.BUILD);
  }

  private dtype(code: string): void {
    this.shared(`dtype ${code}`, () => {
      this.name('numpy', 'dtype');
      this.tuple([code, false, true]);
      this.sink.byte(OPCODES.REDUCE);
      this.tuple([3, code.endsWith('1') ? '|' : '<', null, null, null, -1, -1, 0]);
      this.sink.byte(OPCODES.BUILD);
    });
  }

  private tuple(items: readonly PickleValue[]): void {
    this.sink.byte(OPCODES.MARK);
    for (const item of items) this.value(item);
    this.sink.byte(OPCODES.TUPLE);
  }

  private name(module: string, name: string): void {
    this.shared(`name ${module}.${name}`, () => {
      this.sink.byte(OPCODES.GLOBAL);
      this.sink.raw(UTF8.encode(`${module}\n${name}\n`));
    });
  }

  private shared(key: string, write: () => void): void {
    const known = this.memo.get(key);
    if (known !== undefined) {
      this.sink.byte(OPCODES.LONG_BINGET);
      this.sink.uint32(known);
      return;
    }
    write();
    if (this.memo.size >= MAX_SHARED) return;
    this.sink.byte(OPCODES.LONG_BINPUT);
    this.sink.uint32(this.memo.size);
    this.memo.set(key, this.memo.size);
  }
}

function dtypeCode(data: NumericData): string {
  const kind = data instanceof Float64Array || data instanceof Float32Array ? 'f' : undefined;
  const unsigned = /^(Big)?Uint/.test(data.constructor.name);
  return `${kind ?? (unsigned ? 'u' : 'i')}${data.BYTES_PER_ELEMENT}`;
}
