import { inflateSync } from 'node:zlib';
import golden from '../__golden__/mats.json';
import type { MatCell, MatStruct, MatValue } from '../mat-value';
import { decodeMat } from './decode-mat';

const files = golden.files as [string, string][];
const expected = golden.variables as Record<string, unknown>;

describe('decodeMat', () => {
  it.each(files)('reads what %s wrote', (_, file) => {
    expect(describedAll(read(bytesOf(file)))).toEqual(expected);
  });

  it('reads the other byte order', () => {
    expect(describedAll(read(bytesOf(golden.bigEndian.file)))).toEqual(golden.bigEndian.variables);
  });

  it('reads the layout of HICO-DET step by step', () => {
    const images = read(bytesOf(files[3][1])).get('bbox_train') as MatStruct;
    expect(images.length).toBe(3);
    expect((images.get('hoi', 1) as MatStruct).length).toBe(0);
    const hois = images.get('hoi', 0) as MatStruct;
    expect(hois.fields).toEqual(['id', 'bboxhuman', 'bboxobject', 'connection', 'invis']);
    expect(hois.get('id', 1)).toMatchObject({ data: Float64Array.of(153) });
    const people = hois.get('bboxhuman', 0) as MatStruct;
    expect(people.get('y1', 1)).toMatchObject({ data: Float64Array.of(7) });
  });

  it('finds cells by linear indices, column by column', () => {
    const cells = read(bytesOf(files[0][1])).get('all_boxes') as MatCell;
    expect(cells.shape).toEqual([6, 5]);
    const described = (expected.all_boxes as { cell: [number[], unknown[]] }).cell[1];
    for (const index of [29, 0, 13]) expect(plain(cells.at(index))).toEqual(described[index]);
    expect(() => cells.at(30)).toThrow(RangeError);
  });
});

function read(bytes: Uint8Array): Map<string, MatValue> {
  return decodeMat(bytes, {
    inflate: (packed, limit) => inflateSync(packed, { maxOutputLength: limit }),
  });
}

function describedAll(variables: Map<string, MatValue>): Record<string, unknown> {
  return Object.fromEntries([...variables].map(([name, value]) => [name, plain(value)]));
}

function plain(value: MatValue): unknown {
  switch (value.kind) {
    case 'text':
      return { text: value.text };
    case 'cell':
      return { cell: [value.shape, range(value.length, (i) => plain(value.at(i)))] };
    case 'struct': {
      const { shape, fields, length } = value;
      const element = (i: number) =>
        Object.fromEntries(fields.map((field) => [field, plain(value.get(field, i))]));
      return { struct: [shape, fields, range(length, element)] };
    }
    case 'numeric': {
      const { shape, data } = value;
      return { array: [shape, data.constructor.name, Array.from(data as Float64Array, number)] };
    }
  }
}

function number(value: number | bigint): unknown {
  if (typeof value === 'bigint') return String(value);
  return Number.isFinite(value) ? value : { number: String(value) };
}

function range<T>(length: number, item: (index: number) => T): T[] {
  return Array.from({ length }, (_, i) => item(i));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
