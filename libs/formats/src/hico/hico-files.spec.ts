import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { BadEntries } from '../bad-entries/bad-entries';
import { readJsonEntries } from '../json/read-json-entries';
import { decodeMat } from '../mat/decode/decode-mat';
import { encodeMat } from '../mat/encode/encode-mat';
import type { MatInput } from '../mat/mat-input';
import { countPairs, type HicoSplit, type HicoSplitName } from './hico-files';
import { hoiaReader, joinHoia } from './hoia-hico';
import { hicoInstancesReader } from './instances-hico';
import { hicoFromMat, hicoImageLabels } from './mat-hico';

/** See tools/golden/hico_files.py. */
const golden = JSON.parse(readFileSync(join(__dirname, '__golden__/hico-files.json'), 'utf8'));
const SPLITS: HicoSplitName[] = ['train', 'test'];

const mat = (key: 'annoBbox' | 'anno') => decode(Buffer.from(golden[key], 'base64'));
const decode = (bytes: Uint8Array) =>
  decodeMat(bytes, {
    inflate: (part, limit) => inflateSync(part, { maxOutputLength: limit }),
  });
const chunks = (document: unknown) => [Buffer.from(JSON.stringify(document))];

async function readInstances(document: unknown, bad = new BadEntries('instances.json')) {
  const reader = hicoInstancesReader({ file: 'instances.json', bad });
  await readJsonEntries(chunks(document), reader.handlers);
  return reader.finish('train');
}

async function readHoia(document: unknown, bad = new BadEntries('hoia.json')) {
  const reader = hoiaReader({ file: 'hoia.json', bad });
  await readJsonEntries(chunks(document), reader.handlers);
  return reader.contents;
}

/** The split without the fields that only MATLAB files have. */
function plain(split: HicoSplit) {
  const lists = Object.entries(split)
    .filter(([key]) => !/unlocated/i.test(key))
    .map(([key, list]) => [key, Array.from<unknown>(list)]);
  return Object.fromEntries(lists);
}

describe('anno_bbox.mat', () => {
  const bad = new BadEntries('anno_bbox.mat');
  const read = () => hicoFromMat(mat('annoBbox'), { file: 'anno_bbox.mat', bad });

  it.each(SPLITS)('reads the %s images, boxes and HOIs written by scipy', (name) => {
    const { hois, rare, splits } = read();
    expect(plain(splits[name]!)).toEqual(golden[name]);
    expect(hois).toEqual(golden.hois);
    expect(rare).toBeNull();
    const { firstUnlocated, unlocated: found } = splits[name]!;
    const lists = golden.unlocated[name].map((_: unknown, i: number) => [
      ...found.subarray(firstUnlocated[i], firstUnlocated[i + 1]),
    ]);
    expect(lists).toEqual(golden.unlocated[name]);
    expect(bad.count).toBe(0);
  });

  it('counts pairs for the rarity of a HOI, invisible ones not', () => {
    expect([...countPairs(read().splits.train!, 4)]).toEqual([2, 1, 2, 0]);
  });

  it('may have cells of structs, which scipy makes of lists of dicts', () => {
    const number = (value: number) => ({ shape: [1, 1], data: Float64Array.of(value) });
    const cells = (...list: MatInput[]) => ({ cell: list, shape: [1, list.length] });
    const one = (fields: Record<string, MatInput>) => ({ struct: [fields] });
    const box = one({ x1: number(1), x2: number(9), y1: number(2), y2: number(8) });
    const hoi = one({
      id: number(1),
      bboxhuman: cells(box),
      bboxobject: cells(box),
      connection: { shape: [1, 2], data: Float64Array.of(1, 1) },
      invis: number(0),
    });
    const size = one({ width: number(9), height: number(9) });
    const image = one({ filename: 'a.jpg', size, hoi: cells(hoi) });
    const file = encodeMat({
      list_action: cells(one({ nname: 'cup', vname: 'hold' })),
      bbox_test: cells(image),
    });
    const { hois, splits } = hicoFromMat(decode(file), { file: 'f', bad });
    expect(hois).toEqual([{ verb: 'hold', object: 'cup' }]);
    expect([...splits.test!.humanBoxes]).toEqual([1, 2, 9, 8]);
  });

  it('reports how far it is', () => {
    const seen: number[][] = [];
    const onProgress = (...step: number[]) => void seen.push(step);
    hicoFromMat(mat('annoBbox'), { file: 'f', bad, onProgress });
    expect(seen).toEqual([
      [3, 3],
      [2, 2],
    ]);
  });

  it('names missing variables and fields', () => {
    const none = { file: 'a.mat', bad };
    expect(() => hicoFromMat(mat('anno'), none)).toThrow(
      /a.mat: has no variable bbox_train; it contains anno_train/,
    );
    const torn = decode(
      encodeMat({
        list_action: { struct: [] },
        bbox_test: {
          struct: [
            { filename: 'x', size: { struct: [] }, hoi: { struct: [{ id: 'x', invis: 'x' }] } },
          ],
        },
      }),
    );
    expect(() => hicoFromMat(torn, none)).toThrow(
      /a.mat: bbox_test\(1\).hoi has no field bboxhuman, bboxobject, connection; its fields are id, invis/,
    );
    const odd = decode(
      encodeMat({ list_action: { struct: [] }, bbox_test: { struct: [{ file: 'x' }] } }),
    );
    expect(() => hicoFromMat(odd, none)).toThrow(
      /a.mat: bbox_test has no field filename, size, hoi; its fields are file/,
    );
  });

  it('leaves out bad entries and reports their positions', () => {
    const number = (value: number) => ({ shape: [1, 1], data: Float64Array.of(value) });
    const box = (x1: number, y1: number, x2: number, y2: number) => ({
      x1: number(x1),
      x2: number(x2),
      y1: number(y1),
      y2: number(y2),
    });
    const hoi = (id: number, human: ReturnType<typeof box>, connection: number[]) => ({
      id: number(id),
      bboxhuman: { struct: [human] },
      bboxobject: { struct: [box(1, 1, 2, 2)] },
      connection: { shape: [connection.length / 2, 2], data: Float64Array.from(connection) },
      invis: number(0),
    });
    const image = {
      filename: 'a.jpg',
      size: { struct: [{ width: number(9), height: number(9) }] },
      hoi: {
        struct: [
          hoi(2, box(1, 1, 3, 3), [1, 1]),
          hoi(1, box(1, 1, 3, 3), [1, 2, 1, 1]),
          hoi(1, box(5, 1, 3, 3), [1, 1]),
          hoi(1, box(1, NaN, 3, 3), [1, 1]),
        ],
      },
    };
    const listAction = { struct: [{ nname: 'cup', vname: 'hold' }] };
    const file = decode(encodeMat({ list_action: listAction, bbox_train: { struct: [image] } }));
    const found = new BadEntries('a.mat');
    const { splits } = hicoFromMat(file, { file: 'a.mat', bad: found });
    expect(splits.train!.hois).toHaveLength(1);
    expect(found.summary()!.split('\n')).toEqual([
      'a.mat: 4 bad entries:',
      '  bbox_train(1).hoi(1).id: got 2; expected 1 to 1, an index into list_action',
      '  bbox_train(1).hoi(2).connection(1): got [1, 2]; there are 1 people and 1 objects',
      '  bbox_train(1).hoi(3).bboxhuman(1): got [5, 1, 3, 3]; expected x1 <= x2 and y1 <= y2',
      '  bbox_train(1).hoi(4).bboxhuman(1): got [1, NaN, 3, 3]; expected four finite numbers x1, y1, x2, y2',
    ]);
  });
});

describe('anno.mat', () => {
  it.each(SPLITS)('reads the HOIs of %s images: label 1, not 0, -1 or NaN', (name) => {
    const { fileNames, first, hois } = hicoImageLabels(mat('anno'), name, { file: 'anno.mat' });
    expect(fileNames).toEqual(golden[name].fileNames);
    expect(fileNames.map((_, i) => [...hois.subarray(first[i], first[i + 1])])).toEqual(
      golden.shown[name],
    );
  });

  it('may list its images in a char array', () => {
    const file = new Map([
      ['list_test', { kind: 'text', text: 'a.jpg \nbb.jpg' } as const],
      ['anno_test', { kind: 'numeric', shape: [1, 2], data: Float64Array.of(1, 0) } as const],
    ]);
    expect(hicoImageLabels(file, 'test', { file: 'anno.mat' }).fileNames).toEqual([
      'a.jpg',
      'bb.jpg',
    ]);
  });

  it('wants a column an image', () => {
    const wrong = decode(
      encodeMat({
        list_test: { cell: ['a.jpg'], shape: [1, 1] },
        anno_test: { shape: [1, 2], data: Float64Array.of(1, 1) },
      }),
    );
    expect(() => hicoImageLabels(wrong, 'test', { file: 'anno.mat' })).toThrow(
      /anno_test is 1 × 2; expected one row per HOI and one column for each of the 1 images/,
    );
  });
});

describe('hicodet JSON', () => {
  it('equals the MATLAB file except for invisible HOIs', async () => {
    const { hois, rare, splits } = await readInstances(golden.instances.train);
    expect(plain(splits.train!)).toEqual(golden.train);
    expect(splits.train!.unlocated).toHaveLength(0);
    expect(hois).toEqual(golden.hois);
    expect(rare).toEqual([true, true, true, true]);
  });

  it('leaves out bad entries and reports their positions', async () => {
    const document = structuredClone(golden.instances.train);
    const [first, , third] = document.annotation;
    first.boxes_h[0] = [4, 4, 1, 9];
    first.boxes_o[1][2] = null;
    first.verb[2] = 0;
    third.hoi = [99, 2];
    document.annotation[1].verb = [1];
    const bad = new BadEntries('instances.json');
    const { splits } = await readInstances(document, bad);
    expect([...splits.train!.hois]).toEqual([2]);
    expect(bad.summary()!.split('\n').slice(1)).toEqual([
      '  annotation[0].boxes_h[0]: got [4, 4, 1, 9]; expected x1 <= x2 and y1 <= y2',
      '  annotation[0].boxes_o[1]: got [59, 98, , 405]; expected four finite numbers x1, y1, x2, y2',
      '  annotation[1]: got boxes_h 0, boxes_o 0, hoi 0, verb 1, object 0; expected five lists of one length',
      '  annotation[0].hoi: got 1 with verb 0 and object 1; correspondence lists verb 3 and object 1',
      '  annotation[2].hoi: got 99 with verb 1 and object 2; correspondence lists HOIs 0 to 3',
    ]);
  });

  it('refuses a document of another kind', async () => {
    await expect(readInstances({ images: [], annotations: [] })).rejects.toThrow(
      /instances.json: has no list "filenames"; expected the keys annotation, filenames/,
    );
    const short = { ...golden.instances.train, filenames: ['a.jpg'] };
    await expect(readInstances(short)).rejects.toThrow(/3 annotations, 1 filenames and 3 sizes/);
    const holes = { ...golden.instances.train, correspondence: [[0, 9, 0]] };
    await expect(readInstances(holes)).rejects.toThrow(/correspondence\[0\]: got \[0, 9, 0\]/);
    const nameless = { ...golden.instances.train, verbs: ['', '', '', ''] };
    await expect(readInstances(nameless)).rejects.toThrow(/correspondence\[0\]: got/);
  });
});

describe('HOIA JSON', () => {
  it('reads the same pairs with pixels counted from 0 or from 1', async () => {
    const [train, test] = [await readHoia(golden.hoia.train), await readHoia(golden.hoia.test)];
    const { hois, splits } = joinHoia({ train, test });
    for (const name of SPLITS) {
      const unknown = golden[name].fileNames.map(() => 0);
      expect(plain(splits[name]!)).toEqual({ ...golden[name], widths: unknown, heights: unknown });
    }
    // The fourth HOI is in neither file.
    expect(hois).toEqual(golden.hois.slice(0, 3));
  });

  it('numbers HOIs as the file does, with a hole where it shows none', async () => {
    const { hois } = joinHoia({
      train: await readHoia([golden.hoia.train[2]]),
    });
    expect(hois).toEqual([{ verb: '', object: '' }, { verb: '', object: '' }, golden.hois[2]]);
  });

  it('takes HOIs by objects and verbs where the file does not number them', async () => {
    const entry = structuredClone(golden.hoia.train[0]);
    for (const hoi of entry.hoi_annotation) delete hoi.hoi_category_id;
    const contents = await readHoia([entry]);
    expect(joinHoia({ train: contents }).hois).toEqual([golden.hois[0], golden.hois[1]]);
    const given = joinHoia({ train: contents }, [...golden.hois].reverse());
    expect([...given.splits.train!.hois]).toEqual([3, 3, 2]);
  });

  it('reads ids that are text with a line break', async () => {
    const entry = structuredClone(golden.hoia.test[0]);
    entry.hoi_annotation[0].category_id = '37\n';
    const { splits } = joinHoia({ test: await readHoia([entry]) }, golden.hois);
    expect([...splits.test!.hois]).toEqual([0]);
  });

  it('leaves out bad entries and reports their positions', async () => {
    const entry = structuredClone(golden.hoia.train[0]);
    entry.hoi_annotation[0].object_id = 'length';
    entry.hoi_annotation[1].category_id = 'hold';
    entry.annotations.push({ bbox: [1, 2, 3], category_id: 1 });
    const bad = new BadEntries('hoia.json');
    const contents = await readHoia([entry, { file_name: 'x.jpg' }, 5], bad);
    const { splits } = joinHoia({ train: contents }, [{ verb: 'eat', object: 'cup' }]);
    expect(splits.train!.fileNames).toHaveLength(3);
    expect(splits.train!.hois).toHaveLength(0);
    expect(bad.summary()!.split('\n').slice(1)).toEqual([
      '  [0].annotations[5].bbox: got [1, 2, 3]; expected four finite numbers x1, y1, x2, y2',
      '  [0].hoi_annotation[0]: got subject_id 0 and object_id "length"; the image has 6 annotations',
      '  [0].hoi_annotation[1]: got verb NaN with category 47; expected ids from 1',
      '  [1]: annotations or hoi_annotation is missing; expected two lists',
      '  [2].file_name: got nothing; expected a name',
      '  [2]: annotations or hoi_annotation is missing; expected two lists',
      '  [0].hoi_annotation: sit_at dining_table is not one of the 1 HOIs',
    ]);
  });
});
