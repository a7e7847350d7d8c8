import { createRng, TurboHoiError, type Rng } from '@turbo-hoi/core';
import { readJsonEntries, type JsonHandlers, type JsonReadOptions } from './read-json-entries';

const encoder = new TextEncoder();

/** Pieces of one buffer that is overwritten in between, as a reader's may be. */
function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
    buffer.fill(0xff);
  }
}

const bytesOf = (text: string | Uint8Array) =>
  typeof text === 'string' ? encoder.encode(text) : text;

async function entriesOf(
  text: string | Uint8Array,
  path: string,
  size = 7,
  options: JsonReadOptions = {},
): Promise<unknown[]> {
  const found: unknown[] = [];
  const handlers = { [path]: (value: unknown) => found.push(value) };
  await readJsonEntries(pieces(bytesOf(text), size), handlers, options);
  return found;
}

const read = (text: string | Uint8Array, handlers: JsonHandlers = {}, size = 1000) =>
  readJsonEntries(pieces(bytesOf(text), size), handlers, { file: 'labels.json' });

describe('readJsonEntries', () => {
  it('hands on the elements of a top-level array with their places', async () => {
    const seen: unknown[] = [];
    const text = '[1, "two",\n {"three": [3, "]}"]},\n\n null, -4.5e1]';
    await read(text, { '[]': (value, at) => seen.push([value, at]) }, 3);
    expect(seen).toEqual([
      [1, { index: 0, offset: 1, line: 1 }],
      ['two', { index: 1, offset: 4, line: 1 }],
      [{ three: [3, ']}'] }, { index: 2, offset: 12, line: 2 }],
      [null, { index: 3, offset: text.indexOf('null'), line: 4 }],
      [-45, { index: 4, offset: text.indexOf('-4'), line: 4 }],
    ]);
  });

  it('hands on elements and whole values under keys and skips the rest', async () => {
    const seen: unknown[] = [];
    const add = (value: unknown, { index }: { index: number }) => seen.push([index, value]);
    const text =
      '{"skip": {"images": [9]}, "images": [{"id": 1}, {"id": 2}], "info": {"year": 2014}, "n\\u0061me": "x", "none": []}';
    await read(text, { 'images[]': add, info: add, name: add, 'none[]': add, 'lost[]': add }, 5);
    expect(seen).toEqual([
      [0, { id: 1 }],
      [1, { id: 2 }],
      [0, { year: 2014 }],
      [0, 'x'],
    ]);
  });

  it('agrees with JSON.parse on random documents, however they are cut', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const rng = createRng(seed);
      const values = Array.from({ length: rng.int(6) }, () => randomValue(rng, 4));
      const text = JSON.stringify(values, null, rng.int(3));
      const length = encoder.encode(text).length;
      for (let size = 1; size <= Math.min(length, 60); size++) {
        expect(await entriesOf(text, '[]', size)).toEqual(values);
      }
      const document = `{"a": 0, "all": ${text}}`;
      expect(await entriesOf(document, 'all', 1 + rng.int(20))).toEqual([values]);
      expect(await entriesOf(document, 'all[]', 1 + rng.int(20))).toEqual(values);
    }
  });

  it('accepts exactly what JSON.parse accepts, and finds the same', async () => {
    const rng = createRng(7);
    const source = '[{"a":"\\u00e4\\n","b":[1.5e-3,-0,true]},null,"ü€😀",[[]],{}]';
    let accepted = 0;
    for (let round = 0; round < 4000; round++) {
      const text = mutate(source, rng);
      const expected = parsed(text);
      const found = await entriesOf(text, '[]', 1 + rng.int(9)).catch((error: unknown) => error);
      if (Array.isArray(expected)) {
        expect(found).toEqual(expected);
        accepted++;
      } else {
        expect([text, found]).toEqual([text, expect.any(TurboHoiError)]);
      }
    }
    expect(accepted).toBeGreaterThan(200);
  });

  it('reads NaN and infinities, also beside strings that look like them', async () => {
    const text = '[{"a": NaN, "b": "NaN", "c\\"NaN": [-Infinity, Infinity, "-Infinity\\\\"]}, NaN]';
    for (const size of [1, 4, 1000]) {
      expect(await entriesOf(text, '[]', size)).toEqual([
        { a: NaN, b: 'NaN', 'c"NaN': [-Infinity, Infinity, '-Infinity\\'] },
        NaN,
      ]);
    }
  });

  it('takes a byte order mark, keys that occur twice and the name __proto__', async () => {
    expect(await entriesOf('\uFEFF[1]', '[]', 1)).toEqual([1]);
    expect(await entriesOf('{"a": [1], "a": [2]}', 'a[]')).toEqual([1, 2]);
    expect(await entriesOf('{"__proto__": [1], "constructor": 2}', 'a[]')).toEqual([]);
    const [entry] = await entriesOf('[{"__proto__": {"x": NaN}}]', '[]');
    expect(Object.getPrototypeOf(entry)).toBe(Object.prototype);
  });

  it.each([
    ['', 'labels.json: is empty; expected JSON at line 1, column 1 (byte 0).'],
    [' \n ', 'holds no JSON value at line 2, column 2 (byte 3)'],
    ['{"a": 1,\n "b" 2}', 'expected ":", got "2" at line 2, column 6 (byte 14)'],
    ['{"a": tru}', 'expected true, false, null, NaN or Infinity, got "}" at line 1, column 10'],
    ['{"a": [1, 2}', 'got "}" at line 1, column 12 (byte 11)'],
    ['{"a": [1, ]}', 'expected a value, got "]"'],
    ['{"a": 01}', 'expected the end of a number, got "1"'],
    ['{"a": 1.}', 'expected a digit, got "}"'],
    ['{"a": [1', 'is truncated: expected the end of a number, got the end at line 1, column 9'],
    ['{"a": "x', 'is truncated: expected the rest of a string'],
    ['{"a": 1} {', 'expected nothing behind the document, got "{" at line 1, column 10 (byte 9)'],
    ['{"a": 1}\0', 'got byte 0x00'],
    ['{a: 1}', 'expected a quoted name or "}", got "a"'],
    ['{"a": "\n"}', 'control characters escaped), got byte 0x0a'],
    ['{"a": "\\x"}', 'behind a backslash, got "x"'],
    ['\n\uFEFF{}', 'got byte 0xef at line 2, column 1'],
    ['[]', 'expected an object, got an array'],
    ['"a"', 'expected an object, got a string'],
    ['{"list": {}}', '"list": expected an array, got an object at line 1, column 10 (byte 9)'],
  ])('reports the position of the fault in %j', async (text, message) => {
    for (const size of [1, 1000]) {
      const reading = read(text, { 'list[]': () => undefined }, size);
      await expect(reading).rejects.toMatchObject({
        name: 'TurboHoiError',
        kind: 'data',
        message: expect.stringContaining(message),
      });
    }
  });

  it.each([
    ['a lone continuation byte', [0x80]],
    ['Latin-1', [0xe4, 0x62]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong character of three bytes', [0xe0, 0x9f, 0xbf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('refuses %s as no UTF-8', async (_, bytes) => {
    const document = Uint8Array.from([0x5b, 0x22, ...bytes, 0x22, 0x5d]);
    await expect(entriesOf(document, '[]', 2)).rejects.toThrow(/UTF-8.*\(byte [234]\)/);
  });

  it('rejects UTF-16', async () => {
    await expect(entriesOf(Uint8Array.from([0xff, 0xfe, 0x5b, 0]), '[]')).rejects.toThrow(
      /got byte 0xff at line 1, column 1/,
    );
  });

  it('takes documents 512 levels deep and refuses deeper ones', async () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(await entriesOf(nested(512), '[]')).toHaveLength(1);
    await expect(entriesOf(nested(513), '[]')).rejects.toThrow(/more than 512 levels deep.*512\)/);
  });

  it('refuses an entry that is too large before all of it is in memory', async () => {
    const limit = { maxEntryBytes: 50, file: 'x.json' };
    expect(await entriesOf(`["${'a'.repeat(48)}"]`, '[]', 7, limit)).toHaveLength(1);
    let asked = 0;
    const endless = (function* () {
      yield encoder.encode('[1,\n  "');
      for (; ; asked++) yield encoder.encode('aaaaaaaaaa');
    })();
    await expect(readJsonEntries(endless, { '[]': () => undefined }, limit)).rejects.toThrow(
      'x.json: has an entry of more than 50 bytes, which begins at line 2, column 3 (byte 6).',
    );
    expect(asked).toBeLessThan(6);
    await expect(entriesOf(`["${'a'.repeat(49)}"]`, '[]', 500, limit)).rejects.toThrow(/50 bytes/);
  });

  it('skips values of any size', async () => {
    const text = `{"skip": "${'a'.repeat(100)}", "a": [1]}`;
    expect(await entriesOf(text, 'a[]', 7, { maxEntryBytes: 10 })).toEqual([1]);
  });

  it('names required keys that are missing', async () => {
    const required = { file: 'x.json', required: ['images', 'annotations'] };
    expect(await entriesOf('{"annotations":[],"images":[]}', 'a', 9, required)).toEqual([]);
    await expect(entriesOf('{"images": [], "info": 1}', 'a', 9, required)).rejects.toThrow(
      'x.json: lacks annotations; it has these keys: images, info.',
    );
  });

  it('passes on what a handler throws', async () => {
    const fail = () => {
      throw new Error('mine');
    };
    await expect(read('[1]', { '[]': fail })).rejects.toThrow('mine');
  });
});

const STRINGS = [
  '',
  'a',
  '"',
  '\\',
  '\\"',
  '\n',
  'ü',
  '€',
  '😀',
  '\ud800',
  '[{,:}]',
  '\u2028',
  '\u007f',
];
const NUMBERS = [0, -0.5, 1, -1e300, 123456789.125, 5e-324, 17];

function randomValue(rng: Rng, depth: number): unknown {
  const kind = rng.int(depth > 0 ? 7 : 4);
  const size = rng.int(4);
  if (kind === 0) return NUMBERS[rng.int(NUMBERS.length)];
  if (kind === 1) return [true, false, null][rng.int(3)];
  if (kind < 4) return randomString(rng);
  if (kind === 4) return Array.from({ length: size }, () => randomValue(rng, depth - 1));
  return Object.fromEntries(
    Array.from({ length: size }, () => [randomString(rng), randomValue(rng, depth - 1)]),
  );
}

const randomString = (rng: Rng) =>
  Array.from({ length: rng.int(5) }, () => STRINGS[rng.int(STRINGS.length)]).join('');

/** One to three characters removed, doubled or replaced. */
function mutate(text: string, rng: Rng): string {
  const alphabet = '[]{},:"\\0123456789.eE+-tfnu/ \n';
  for (let count = rng.int(3) + 1; count > 0; count--) {
    const at = rng.int(text.length);
    const by = ['', text[at] + text[at], alphabet[rng.int(alphabet.length)]][rng.int(3)];
    text = text.slice(0, at) + by + text.slice(at + 1);
  }
  // Half of a pair has no UTF-8.
  return new TextDecoder().decode(encoder.encode(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
