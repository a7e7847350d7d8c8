import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurboHoiLayout } from '../convert/in-turbo-hoi-layout';
import { planImport } from '../convert/plan-import';
import { modelShapes } from '../models/models';
import { decodeSafetensors } from '../safetensors/decode-safetensors';
import { memoryFile, numberedTensors } from '../testing/memory-file';
import { expectedTensors, readTensors } from '../testing/golden-tensors';
import type { TensorEntry } from '../tensors/make-tensor-file';
import type { TensorData } from '../tensors/tensor-data';
import written from '../torch/__golden__/written.json';
import { openSafetensors, openWeights } from './open-weights';
import { readParameters } from './read-parameters';
import { writeSafetensors, writeTorch } from './write-weights';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weights-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** One of each kind, and a name that is not ASCII. */
const few: Readonly<Record<string, TensorData>> = {
  'conv.weight': { dtype: 'F32', shape: [2, 1, 1, 2], data: Float32Array.of(1.5, -0, 3e38, 1e-45) },
  'ä – 名': { dtype: 'F16', shape: [2], data: Float32Array.of(0.5, -2) },
  brain: { dtype: 'BF16', shape: [1], data: Float32Array.of(-1.5) },
  double: { dtype: 'F64', shape: [1, 1], data: Float64Array.of(1 / 3) },
  steps: { dtype: 'I64', shape: [], data: BigInt64Array.of(2n ** 53n + 1n) },
  flags: { dtype: 'BOOL', shape: [2], data: Uint8Array.of(1, 0) },
  empty: { dtype: 'F32', shape: [0, 3], data: new Float32Array(0) },
};

const entries = (tensors: Readonly<Record<string, TensorData>>) =>
  new Map(
    Object.entries(tensors).map(([name, tensor]): [string, TensorEntry] => [
      name,
      { ...tensor, load: async () => tensor },
    ]),
  );

it('writes .pth files with the same bytes as a file that PyTorch was tested to read', async () => {
  const path = join(folder, 'few.pth');
  await writeTorch(path, entries(few));
  expect((await readFile(path)).toString('base64')).toBe(written.file);
  const file = await openWeights(path);
  expect(await readTensors(file)).toEqual(expectedTensors(written.tensors));
  await file.close();
});

it('converts a model to turbo-hoi’s layouts and back to PyTorch’s bit for bit', async () => {
  const shapes = [...modelShapes('fasterrcnn-resnet50-fpn', { classes: 2 })];
  const original = numberedTensors(shapes.filter(([name]) => !/layer[234]/.test(name)));
  const options = { model: 'fasterrcnn-resnet50-fpn', from: 'torchvision' } as const;
  const ours = join(folder, 'ours.safetensors');
  const theirs = join(folder, 'theirs.pth');

  const there = planImport(memoryFile(original), options);
  await writeSafetensors(ours, inTurboHoiLayout(there.tensors), { format: 'turbo-hoi' });
  const file = await openSafetensors(ours);
  expect(file.metadata).toEqual({ format: 'turbo-hoi' });
  expect(file.info('roi_heads.box_head.fc6.weight').shape).toEqual([12544, 1024]);
  const back = planImport(file, { ...options, from: 'turbo-hoi' });
  await writeTorch(theirs, back.tensors);
  await file.close();

  const read = await openWeights(theirs);
  expect([...read.names].sort()).toEqual(Object.keys(original).sort());
  for (const [name, { shape, data }] of Object.entries(original)) {
    const tensor = await read.tensor(name);
    const same = Buffer.compare(Buffer.from(tensor.data.buffer), Buffer.from(data.buffer)) === 0;
    expect({ name, shape: tensor.shape, same }).toEqual({ name, shape, same: true });
  }
  await read.close();
});

it('writes the same safetensors bytes tensor by tensor as at once, and reads single tensors', async () => {
  const path = join(folder, 'few.safetensors');
  await writeSafetensors(path, entries(few), { a: 'b' });
  const { tensors, metadata } = decodeSafetensors(await readFile(path));
  expect(metadata).toEqual({ a: 'b' });
  expect(Object.fromEntries(tensors)).toEqual(few);
  const file = await openSafetensors(path);
  expect(await file.tensor('steps')).toEqual(few.steps);
  await file.close();
  await expect(file.tensor('steps')).rejects.toMatchObject({ kind: 'io' });
});

it('reads the parameters of a file as float32, without counters', async () => {
  const path = join(folder, 'few.pth');
  await writeTorch(path, entries(few));
  const values = await readParameters(path);
  expect([...values.keys()]).toEqual(['conv.weight', 'ä – 名', 'brain', 'double', 'empty']);
  expect(values.get('double')!.data).toEqual(Float32Array.of(1 / 3));
});

it('leaves an existing file and no temporary one if a tensor cannot be read', async () => {
  const path = join(folder, 'model.pth');
  await writeFile(path, 'before');
  const broken = entries(few).set('last', {
    dtype: 'F32',
    shape: [1],
    load: () => Promise.reject(new Error('gone')),
  });
  await expect(writeTorch(path, broken)).rejects.toThrow('cannot be written: gone');
  await expect(writeSafetensors(path, broken)).rejects.toMatchObject({ kind: 'io' });
  expect(await readdir(folder)).toEqual(['model.pth']);
  expect(await readFile(path, 'utf8')).toBe('before');
});

it.each([
  ['a truncated file', Buffer.alloc(3, 0x80), 'data'],
  ['a missing file', null, 'io'],
])('reports that it cannot read %s', async (_, bytes, kind) => {
  const path = join(folder, 'file');
  if (bytes) await writeFile(path, bytes);
  await expect(openWeights(path)).rejects.toMatchObject({ kind });
  await expect(openSafetensors(path)).rejects.toMatchObject({ kind });
  await expect(openWeights(folder)).rejects.toThrow('it is not a file');
});
