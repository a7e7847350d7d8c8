import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors, encodeSafetensors, type TensorData } from '@turbo-hoi/weights';
import { readParameters } from '@turbo-hoi/weights/node';
import { temporaryFolder } from '@turbo-hoi/testing';
import { importWeightsCommand } from './import-weights-command';

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const write = jest.spyOn(process.stdout, 'write');

const f32 = (...shape: number[]): TensorData => ({
  dtype: 'F32',
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i)),
});
/** The first layers of a ResNet, and a tensor of no known model. */
const tensors = new Map([
  ['conv1.weight', f32(64, 3, 7, 7)],
  ['bn1.weight', f32(64)],
  ['bn1.bias', f32(32)],
  ['extra\x1b[31m', f32(1)],
]);
const file = path('theirs.safetensors');

beforeAll(() => {
  write.mockReturnValue(true);
  writeFileSync(file, encodeSafetensors(tensors, { format: 'pt' }));
});
afterEach(() => write.mockClear());
afterAll(() => write.mockRestore());

const printed = () => write.mock.calls.map(([line]) => String(line)).join('');

test('writes matching tensors in our layouts and reports matched, missing, other shapes and unused', async () => {
  const out = path('ours.safetensors');
  await importWeightsCommand({ from: 'torchvision', file, out });
  expect(printed()).toContain('2 matched, 264 missing, 1 of another shape, 1 unused');
  expect(printed()).toContain('bn1.bias: got [32], expected [64]');
  expect(printed()).toContain('extra?[31m: not in resnet50');
  expect(printed()).toMatch(/Missing: the model keeps its own values:\n {2}bn1.running_mean\n/);
  expect(printed()).toContain('… and 254 more');
  const { tensors: written, metadata } = decodeSafetensors(readFileSync(out));
  expect(metadata).toMatchObject({ format: 'turbo-hoi', model: 'resnet50', from: 'torchvision' });
  expect([...written.keys()].sort()).toEqual(['bn1.weight', 'conv1.weight']);
  expect(written.get('conv1.weight')!.shape).toEqual([7, 7, 3, 64]);
});

test('exports our file as PyTorch’s', async () => {
  await importWeightsCommand({ from: 'torchvision', file, out: path('ours.safetensors') });
  for (const name of ['back.pth', 'back.safetensors']) {
    await importWeightsCommand({
      file: path('ours.safetensors'),
      export: 'torchvision',
      out: path(name),
    });
    const back = await readParameters(path(name));
    expect(back.get('conv1.weight')).toEqual({
      shape: [64, 3, 7, 7],
      data: tensors.get('conv1.weight')!.data,
    });
  }
});

test('lists every tensor and how it is used, and writes nothing', async () => {
  await importWeightsCommand({ from: 'torchvision', file, list: true });
  expect(printed()).toContain('conv1.weight  F32 [64,3,7,7]  conv1.weight\n');
  expect(printed()).toContain('bn1.bias  F32 [32]  of another shape\n');
  expect(printed()).toContain('extra?[31m  F32 [1]  unused: not in resnet50\n');
});

test('lists the tensors of a file that fits no model, and of one without --from', async () => {
  const fits = importWeightsCommand({ from: 'detectron', file, list: true });
  await expect(fits).rejects.toThrow('--list shows all names');
  expect(printed()).toContain('bn1.bias  F32 [32]\n');
  write.mockClear();
  await expect(importWeightsCommand({ file, list: true })).rejects.toThrow('--from');
  expect(printed()).toContain('bn1.bias  F32 [32]\n');
});

test('prints the report as JSON', async () => {
  await importWeightsCommand({ from: 'torchvision', file, list: true, json: true });
  expect(JSON.parse(printed())).toMatchObject({
    from: 'torchvision',
    model: 'resnet50',
    otherShape: [{ name: 'bn1.bias', got: [32], expected: [64] }],
  });
});

test.each([
  ['no --out', { from: 'torchvision' as const }, 'usage', '--out: name the file'],
  [
    '.pth without --export',
    { from: 'torchvision' as const, out: 'a.pth' },
    'usage',
    'add --export',
  ],
  ['no --from', { out: 'a.safetensors' }, 'usage', '--from: name the framework'],
  [
    'names of another framework',
    { from: 'detectron' as const, out: 'a.safetensors' },
    'data',
    "with detectron's names",
  ],
])('refuses %s', async (_, options, kind, message) => {
  const absolute = 'out' in options ? { ...options, out: path(options.out) } : options;
  await expect(importWeightsCommand({ file, ...absolute })).rejects.toMatchObject({
    kind,
    message: expect.stringContaining(message),
  });
  expect(existsSync(path('a.safetensors'))).toBe(false);
});

test('executes no code of a hostile file, and writes nothing', async () => {
  const evil = path('evil.pkl');
  writeFileSync(evil, `\x80\x02cos\nsystem\nX\x0a\x00\x00\x00touch evil\x85R.`, 'latin1');
  const request = { from: 'detectron' as const, file: evil, out: path('evil.safetensors') };
  await expect(importWeightsCommand(request)).rejects.toThrow('names os.system');
  expect(existsSync(path('evil.safetensors'))).toBe(false);
});
