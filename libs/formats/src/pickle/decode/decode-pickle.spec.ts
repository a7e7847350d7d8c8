import type { NumericArray } from '../../numeric-array';
import golden from '../__golden__/pickles.json';
import type { PickleValue } from '../pickle-value';
import { decodePickle } from './decode-pickle';

const values = golden.values as Record<string, unknown>;
const files = golden.files as [string, string, string][];

describe('decodePickle', () => {
  it.each(files)('reads %s as CPython wrote it', (_, file, value) => {
    expect(described(decodePickle(bytesOf(file)))).toEqual(values[value]);
  });

  it('returns shared values of the pickle as one value', () => {
    const shared = (
      decodePickle(fileOf('plain data, protocol 2')) as Map<string, PickleValue[]>
    ).get('shared')!;
    expect(shared[0]).toBe(shared[1]);
  });

  it('reads a list that holds itself', () => {
    const list = decodePickle(code(']q\x00h\x00a.')) as PickleValue[];
    expect(list[0]).toBe(list);
  });

  it('copies the numbers', () => {
    const file = fileOf('numpy, protocol 5');
    const read = decodePickle(file) as Map<string, NumericArray>;
    file.fill(0);
    expect(described(read)).toEqual(values.numpy);
  });
});

describe('decodePickle item by item', () => {
  it.each(files.filter(([, , value]) => value === 'detections'))('reads %s', (_, file) => {
    const items: unknown[] = [];
    const rest = decodePickle(bytesOf(file), {
      onItem: (item, index) => (items[index] = described(item)),
    });
    expect(rest).toEqual([]);
    expect(items).toEqual(values.detections);
  });

  it('returns another outermost value as a whole', () => {
    const onItem = jest.fn();
    const tuple = decodePickle(code('](K\x01K\x02eK\x03\x86.'), { onItem });
    expect(tuple).toEqual([[1, 2], 3]);
    expect(onItem).not.toHaveBeenCalled();
  });

  it('reads a list that protocol 0 fills one by one', () => {
    const items: unknown[] = [];
    decodePickle(code('(lp0\nI7\naI8\na.'), { onItem: (item) => items.push(item) });
    expect(items).toEqual([7, 8]);
  });

  it('refuses a pickle whose outermost list is another than the one it began with', () => {
    const act = () => decodePickle(code('](K\x01e0](K\x02e.'), { onItem: () => undefined });
    expect(act).toThrow(/byte 11: the list that was read item by item is not the outermost/);
  });
});

function described(value: PickleValue): unknown {
  if (typeof value === 'bigint') return { bigint: String(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(described);
  if (value instanceof Map) {
    return { map: [...value].map(([key, item]) => [described(key), described(item)]) };
  }
  const numbers = Array.from(value.data as ArrayLike<number | bigint>, (number) =>
    typeof number === 'bigint' ? String(number) : described(number),
  );
  return { array: [value.shape, value.data.constructor.name, numbers] };
}

function fileOf(name: string): Uint8Array {
  return bytesOf(files.find(([file]) => file === name)![1]);
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

function code(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

it('reads the escapes of string literals of Python 2', () => {
  const literal = String.raw`'a\\b\'c\x41\xff\x4g\101\7z\n\q'`;
  const pickle = Uint8Array.from(`S${literal} \n.`, (char) => char.charCodeAt(0));
  expect(decodePickle(pickle)).toBe("a\\b'cA\xff\\x4gA\x07z\n\\q");
});
