import { inflateRawSync } from 'node:zlib';
import { openTensorFile } from '../open-tensor-file';
import { bytesSource } from '../source/byte-source';
import { readTensors } from '../testing/golden-tensors';
import { ZipWriter } from '../zip/zip-writer';

const inflate = (bytes: Uint8Array, limit: number) =>
  inflateRawSync(bytes, { maxOutputLength: limit });

const read = (bytes: Uint8Array) =>
  openTensorFile(bytesSource(bytes, 'evil.pth'), inflate).then(readTensors);

/** A checkpoint of one tensor, described by a pickle written by hand. */
function checkpoint(pickle: string, storage = 16): Uint8Array {
  return zipOf({ 'x/data.pkl': code(pickle), 'x/data/0': new Uint8Array(storage) });
}

/** `{'a': tensor}` in protocol 0, which is readable. */
function tensor({
  type = 'torch\nFloatStorage',
  key = "S'0'",
  length = 'I4',
  offset = 'I0',
  shape = '(I2\nI2\nt',
  strides = '(I2\nI1\nt',
} = {}): string {
  const storage = `(S'storage'\nc${type}\n${key}\nS'cpu'\n${length}\ntQ`;
  const rebuilt = `ctorch._utils\n_rebuild_tensor_v2\n(${storage}${offset}\n${shape}${strides}I00\nNtR`;
  return `(dS'a'\n${rebuilt}s.`;
}

it('reads the valid form of the files below', async () => {
  await expect(read(checkpoint(tensor()))).resolves.toMatchObject({ a: { shape: [2, 2] } });
});

it.each([
  ['a call', "cposix\nsystem\n(S'touch x'\ntR.", 'names posix.system'],
  ['a call beside tensors', tensor().replace('s.', "sS'b'\ncos\nsystem\n(S'x'\ntRs."), 'os.system'],
  ['eval', 'cbuiltins\neval\n(S"1"\ntR.', 'names builtins.eval'],
  ['a name of torch that loads code', 'ctorch.hub\nload\n)R.', 'names torch.hub.load'],
  ['a whole model', 'c__main__\nNet\n)\x81.', 'holds a whole model (__main__.Net)'],
  ['a tensor alone', tensor().slice(7, -2) + '.', 'expected a dict of named tensors'],
  ['a dict of numbers', "(dS'lr'\nF0.1\ns.", 'no named tensors in it; its keys are "lr"'],
  ['an unknown storage', tensor({ type: 'torch\nSize' }), 'a storage of "torch.Size"; readable'],
  ['a storage that is not there', tensor({ key: "S'9'" }), 'no entry "x/data/9"'],
  ['a storage outside of the file', tensor({ key: "S'../../etc'" }), 'no entry "x/data/../../etc"'],
  ['a storage of another size', tensor({ length: 'I5' }), 'has 16 bytes; its 5 numbers take 20'],
  ['a storage of negative size', tensor({ length: 'I-4' }), 'a storage without its size'],
  ['a tensor past its storage', tensor({ offset: 'I1' }), 'reaches index 4 of a storage of 4'],
  ['strides past its storage', tensor({ strides: '(I900\nI1\nt' }), 'reaches index 901'],
  ['a negative stride', tensor({ strides: '(I-1\nI1\nt' }), 'do not describe a tensor'],
  ['a fractional shape', tensor({ shape: '(F1.5\nI2\nt' }), 'do not describe a tensor'],
  ['a shape of text', tensor({ shape: "(S'2'\nt" }), 'without offset, shape and strides'],
  ['fewer strides than sides', tensor({ strides: '(I1\nt' }), 'do not describe a tensor'],
  [
    'four numbers as 10^12',
    tensor({ shape: '(I1000000\nI1000000\nt', strides: '(I0\nI0\nt' }),
    'repeats the 4 numbers of its storage too often',
  ],
])('refuses %s', async (_, pickle, message) => {
  await expect(read(checkpoint(pickle))).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringContaining(message),
  });
});

it.each([
  ['a model of ultralytics', 'cultralytics.nn.tasks\nDetectionModel\n)\x81.', 'ultralytics'],
  ['a model of torchvision', 'ctorchvision.models.resnet\nResNet\n)\x81.', 'torchvision'],
])('says how to save the weights of %s', async (_, pickle, library) => {
  await expect(read(checkpoint(pickle))).rejects.toThrow(
    new RegExp(
      `holds a whole model .* where ${library} is installed, .*state_dict\\(\\), 'weights.pth'`,
    ),
  );
});

it('does not take a function for a model', async () => {
  await expect(read(checkpoint('cos\nsystem\n)R.'))).rejects.not.toThrow(/whole model/);
});

it('says how to save the weights of a TorchScript model', async () => {
  const script = zipOf({ 'x/data.pkl': code('N.'), 'x/code/__torch__.py': code('pass') });
  await expect(read(script)).rejects.toThrow(/a TorchScript model.*torch.jit.load/);
});

it('refuses many views of one storage that together would exhaust memory', async () => {
  const million = '(I1024\nI1024\nt';
  const one = tensor({ shape: million, strides: '(I0\nI0\nt' }).slice(7, -2);
  const many = Array.from({ length: 40 }, (_, i) => `S'${i}'\n${one}s`).join('');
  await expect(read(checkpoint(`(d${many}.`))).rejects.toThrow('meant to fill the memory?');
});

it('shows names without their escape codes', async () => {
  const file = checkpoint(tensor({ offset: 'I9' }).replace("S'a'", "S'a\\x1b[31m\\x9b'"));
  await expect(read(file)).rejects.toThrow('evil.pth: "a\\u001b[31m?": shape');
});

it('allocates no memory for an empty tensor of a huge shape', async () => {
  const shape = '(I0\nI1000000000\nt';
  const file = checkpoint(tensor({ shape, strides: '(I1\nI1\nt' }));
  await expect(read(file)).resolves.toMatchObject({ a: { numbers: [] } });
});

describe('a zip file', () => {
  const good = checkpoint(tensor());

  it.each([
    ['of something else', zipOf({ 'a.txt': code('hello') }), 'no data.pkl'],
    ['with a byte changed', changed(good, indexOf(good, code('storage')), 0x53), 'checksum'],
    ['without its directory', good.slice(0, -30), 'no directory at its end'],
    ['in big-endian order', zipOf({ 'x/data.pkl': code('N.'), 'x/byteorder': code('big') }), 'big'],
    ['encrypted', inDirectory(good, 8, 1), 'is encrypted'],
    ['packed by another method', inDirectory(good, 10, 14), 'packed by method 14'],
    ['whose entry is larger than its place', inDirectory(good, 24, 0x7f), 'has '],
    ['that claims 4 GB', inDirectory(good, 27, 0xf0), 'meant to fill the memory?'],
    ['whose pickle claims 16 MB', inDirectory(good, 27, 1), 'expected at most'],
    ['whose entry lies past the end', inDirectory(good, 45, 0x70), 'are needed'],
    ['whose entry lies elsewhere', inDirectory(good, 42, 1), 'no header at'],
    ['that announces more entries', changed(good, good.length - 12, 9), 'directory ends after'],
  ])('%s is refused', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringContaining(message),
    });
  });

  it('is refused with two entries of the same name', async () => {
    const twice = zipOf({ 'x/data.pkl': code('N.'), 'x/data.pkm': code('N.') });
    await expect(read(changed(twice, twice.length - 23, 0x6c))).rejects.toThrow(
      'two entries are called "x/data.pkl"',
    );
  });

  it('is refused before allocation if it claims more than deflate can compress', async () => {
    // The size of data.pkl becomes 1 MB, packed by deflate.
    const bomb = inDirectory(inDirectory(good, 10, 8), 26, 16);
    await expect(read(bomb)).rejects.toThrow('deflate cannot');
  });
});

function zipOf(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const zip = new ZipWriter();
  const pieces = Object.entries(entries).flatMap(([name, content]) => zip.add(name, content));
  return new Uint8Array(Buffer.concat([...pieces, zip.finish()]));
}

/** With a byte changed in the directory's first entry. */
function inDirectory(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  return changed(bytes, indexOf(bytes, code('PK\x01\x02')) + offset, value);
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

function indexOf(bytes: Uint8Array, part: Uint8Array): number {
  return Buffer.from(bytes).indexOf(part);
}

function code(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
