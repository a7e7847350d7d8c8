import { openTensorFile } from '../open-tensor-file';
import { bytesSource } from '../source/byte-source';
import { expectedTensors, fromBase64, readTensors } from '../testing/golden-tensors';
import detectron from './__golden__/detectron.json';
import detectron2 from './__golden__/detectron2.json';

const open = (bytes: Uint8Array) => openTensorFile(bytesSource(bytes, 'file.pkl'));

it.each([
  ['Detectron’s, of Python 2', detectron, 'pickled blobs (Detectron)'],
  ['detectron2’s', detectron2, 'pickled arrays'],
])('reads the arrays of a pickle: %s', async (_, { file, tensors }, format) => {
  const opened = await open(fromBase64(file));
  expect(opened.format).toBe(format);
  expect(await readTensors(opened)).toEqual(expectedTensors(tensors));
});

it('reads the author of the file', async () => {
  const { metadata } = await open(fromBase64(detectron2.file));
  expect(metadata).toEqual({ __author__: 'Detectron2 Model Zoo' });
});

it.each([
  ['a call', '\x80\x02cos\nsystem\nU\x01x\x85R.', 'names os.system'],
  ['a call among blobs', '\x80\x02}U\x05blobs}U\x01acos\nsystem\nU\x01x\x85Rss.', 'os.system'],
  [
    'a whole model',
    '\x80\x02}U\x05modelcultralytics\nNet\n)\x81s.',
    'holds a whole model (ultralytics.Net)',
  ],
  ['only numbers', '\x80\x02}U\x05blobs}U\x01aK\x01ss.', 'without named NumPy arrays'],
  ['a list', '\x80\x02].', 'expected a dict of named tensors'],
])('refuses %s', async (_, pickle, message) => {
  const bytes = Uint8Array.from(pickle, (character) => character.charCodeAt(0));
  await expect(open(bytes)).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringContaining(message),
  });
});

it.each([
  ['an empty file', [], 'is empty (0 bytes)'],
  ['a web page', [...'<!DOCTYPE html>'].map((c) => c.charCodeAt(0)), 'a web page'],
  ['a gzip file', [0x1f, 0x8b, 8], 'packed with gzip'],
  ['Keras’ HDF5', [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a], 'HDF5'],
  ['ONNX', [...'\x08\x08\x12\x07pytorch'].map((c) => c.charCodeAt(0)), 'ONNX model and not'],
  ['something else', [1, 2, 3], 'neither safetensors nor'],
  ['a picture', [0xff, 0xd8, 0xff], 'is a JPEG image and not a file of weights'],
])('identifies %s in the error message', async (_, bytes, message) => {
  await expect(open(Uint8Array.from(bytes))).rejects.toThrow(message);
});
