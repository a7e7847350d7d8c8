import { inflateRawSync } from 'node:zlib';
import { openTensorFile } from '../open-tensor-file';
import { bytesSource } from '../source/byte-source';
import {
  expectedTensors,
  fromBase64,
  type GoldenTensors,
  readTensors,
} from '../testing/golden-tensors';
import golden from './__golden__/checkpoints.json';

const inflate = (bytes: Uint8Array, limit: number) =>
  inflateRawSync(bytes, { maxOutputLength: limit });
const open = (bytes: Uint8Array) => openTensorFile(bytesSource(bytes, 'file.pth'), inflate);

describe.each(Object.entries(golden.files))('a checkpoint: %s', (_, base64) => {
  const bytes = fromBase64(base64);

  it('has the numbers that PyTorch wrote: all types, strides, shared and repeated storages', async () => {
    expect(await readTensors(await open(bytes))).toEqual(expectedTensors(golden.tensors));
  });

  it('returns separate memory to each caller', async () => {
    const file = await open(bytes);
    const first = await file.tensor('last');
    first.data.fill(0 as never);
    const { data } = await file.tensor('last');
    expect(Array.from(data as Float32Array).every((value) => value > 0)).toBe(true);
  });

  it('is refused if truncated anywhere', async () => {
    for (let length = 0; length < bytes.length; length += length < 400 ? 1 : 61) {
      const reading = open(bytes.slice(0, length)).then(readTensors);
      await expect(reading).rejects.toMatchObject({ kind: 'data' });
    }
  });
});

it.each(Object.entries(golden.training))(
  'finds the model in a training checkpoint: %s',
  async (_, base64) => {
    const file = await open(fromBase64(base64));
    expect(await readTensors(file)).toEqual(expectedTensors(golden.model as GoldenTensors));
  },
);

it('names a missing tensor', async () => {
  const file = await open(fromBase64(golden.files.zip));
  expect(() => file.info('nothing')).toThrow('file.pth: there is no tensor "nothing"');
  await expect(file.tensor('nothing')).rejects.toThrow('there is no tensor "nothing"');
});

it('reports a compressed file if no inflate function is given', async () => {
  const source = bytesSource(fromBase64(golden.files['zip, deflated']), 'file.pth');
  await expect(openTensorFile(source)).rejects.toThrow('is deflated');
});
