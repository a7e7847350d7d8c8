import { deflateSync } from 'node:zlib';
import {
  decodeMat,
  decodeObjectPickle,
  decodePickle,
  encodeMat,
  encodePickle,
  readJsonEntries,
} from '@turbo-hoi/formats';
import type { MatInput, MatValue, NumericArray, PickleValue } from '@turbo-hoi/formats';
import { goldenFiles } from './goldens';
import { inflate } from './inflate';
import { OBJECT_PICKLES, PICKLES } from './pickles';
import type { FuzzReader, Seed } from '../seed';

export const pickleReader: FuzzReader = {
  name: 'pickle',
  seeds: () =>
    [...Object.entries(PICKLES), ['written', written()] as const, ...goldenFiles('pickle')].flatMap(
      ([name, bytes]) => [
        { name, bytes, json: false, read: (file) => decodePickle(file) },
        { name: `${name}-items`, bytes, json: false, read: (file) => readItems(file) },
      ],
    ),
};

/** Reads pickles of PyTorch, whose storages and classes are returned as data. */
export const objectPickleReader: FuzzReader = {
  name: 'object-pickle',
  seeds: () => {
    const names = new Set(['torch.Size', 'torch.FloatStorage', 'argparse.Namespace']);
    return Object.entries({ ...PICKLES, ...OBJECT_PICKLES }).map(([name, bytes]) => ({
      name,
      bytes,
      json: false,
      read: (file) => decodeObjectPickle(file, { names }),
    }));
  },
};

export const matReader: FuzzReader = {
  name: 'mat',
  seeds: () => {
    const seed = (name: string, bytes: Uint8Array): Seed => ({
      name,
      bytes,
      json: false,
      read: (file) => decodeMat(file, { inflate }).forEach(visit),
    });
    return [
      seed('plain', encodeMat(variables())),
      seed('nested', encodeMat({ bbox_train: variables().bbox_train })),
      seed('compressed', encodeMat(variables(), { deflate: deflateSync })),
      ...goldenFiles('mat').map(([name, bytes]) => seed(name, bytes)),
    ];
  },
};

export const jsonReader: FuzzReader = {
  name: 'json',
  seeds: () => {
    const object = {
      info: { year: 2014 },
      images: [{ id: 1, name: 'é 😀 \u0001 "quoted" \\' }, { id: 2 }],
      annotations: [{ box: [1, 2.5, -3e-7, 0] }, { box: [null, true, false, ''] }, {}],
    };
    const handlers = ['info', 'images[]', 'annotations[]', '[]'];
    return [object, object.annotations, {}, [], [[1, [2]], 'text', null]].map((value, i) => ({
      name: `${i}`,
      bytes: new TextEncoder().encode(JSON.stringify(value, null, i % 2)),
      json: true,
      read: (file) =>
        readJsonEntries(
          chunks(file),
          Object.fromEntries(handlers.map((path) => [path, () => undefined])),
        ),
    }));
  },
};

async function* chunks(file: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 1 + (file.length % 97);
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

function readItems(file: Uint8Array): void {
  decodePickle(file, {
    onItem: (item) => {
      if (item instanceof Map) item.get('image_id');
    },
  });
}

function written(): Uint8Array {
  return encodePickle(
    Array.from({ length: 4 }, (_, i) => {
      const box: NumericArray = { shape: [2, 2], data: Float64Array.of(1, 2, 3, i) };
      return new Map<PickleValue, PickleValue>([
        ['image_id', i],
        ['box', box],
        ['large', 2n ** 70n],
        ['bytes', Uint8Array.of(1, 200)],
        ['list', [null, true, 0.5, 'text', [[]], new Map()]],
      ]);
    }),
  );
}

function variables(): Record<string, MatInput> {
  const row = (...numbers: number[]): MatInput => ({
    shape: [1, numbers.length],
    data: Float64Array.from(numbers),
  });
  const none: MatInput = { shape: [0, 0], data: new Float64Array(0) };
  const box = (x: number): MatInput => ({ struct: [{ x1: row(x), x2: row(x + 9) }] });
  const hoi: MatInput = {
    struct: [1, 2].map((id) => ({ id: row(id), bboxhuman: box(id), connection: row(1, 1) })),
  };
  return {
    bbox_train: {
      struct: [
        { filename: 'a.jpg', hoi },
        { filename: 'b.jpg', hoi: none },
      ],
    },
    all_boxes: { cell: [row(1, 2, 3, 4), none, row(5), none], shape: [2, 2] },
    cube: { shape: [2, 2, 2], data: Int16Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
    large: { shape: [1, 2], data: BigInt64Array.of(1n, -(2n ** 60n)) },
    text: 'täxt',
  };
}

/** Decodes everything in a file recursively. */
function visit(value: MatValue): void {
  if (value.kind === 'cell') for (let i = 0; i < value.length; i++) visit(value.at(i));
  if (value.kind !== 'struct' || value.fields.length === 0) return;
  for (let i = 0; i < value.length; i++) {
    for (const field of value.fields) visit(value.get(field, i));
  }
}
