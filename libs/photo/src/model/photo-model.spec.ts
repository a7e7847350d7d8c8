import { decodeSafetensors, encodeSafetensors } from '@turbo-hoi/weights';
import { tinyPhotoModel } from '../testing/tiny-photo-model';
import { decodePhotoModel, encodePhotoModel } from './photo-model';

const model = tinyPhotoModel();
const bytes = encodePhotoModel(model);

/** The file with other metadata. */
function withInfo(change: (info: Record<string, unknown>) => unknown): Uint8Array {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const info = change(JSON.parse(metadata['turbo-hoi-photo']));
  const text = typeof info === 'string' ? info : JSON.stringify(info);
  return encodeSafetensors(tensors, { 'turbo-hoi-photo': text });
}

test('a file has everything but the last bits of the numbers', () => {
  const { info, parameters } = decodePhotoModel(bytes, 'a');
  expect(info).toEqual(JSON.parse(JSON.stringify(model.info)));
  expect([...parameters.keys()].sort()).toEqual([...model.parameters.keys()].sort());
  for (const [name, { shape, data }] of model.parameters) {
    const read = parameters.get(name)!;
    expect(read.shape).toEqual(shape);
    read.data.forEach((value, i) =>
      expect(Math.abs(value - data[i])).toBeLessThanOrEqual(
        2 ** -11 * Math.abs(data[i]) + 2 ** -25,
      ),
    );
  }
});

test('numbers have two bytes, and reading and writing again changes nothing', () => {
  const count = [...model.parameters.values()].reduce((sum, { data }) => sum + data.length, 0);
  const { tensors } = decodeSafetensors(bytes);
  expect(new Set([...tensors.values()].map(({ dtype }) => dtype))).toEqual(new Set(['F16']));
  expect(bytes.length).toBeGreaterThan(2 * count);
  expect(encodePhotoModel(decodePhotoModel(bytes, 'a'))).toEqual(bytes);
});

test.each<[string, Uint8Array, RegExp]>([
  ['cut short', bytes.slice(0, -7), /^a\.safetensors: .+photo:train\.$/],
  ['of no bytes', new Uint8Array(0), /^a\.safetensors: .+photo:train\.$/],
  ['of another kind', encodeSafetensors(new Map()), /but not of a photo model\. Pass a file/],
  ['without JSON', withInfo(() => '{'), /metadata is not JSON.+Write it again/],
  ['of a later version', withInfo((info) => ({ ...info, format: 2 })), /has format 2, .+ format 1/],
  [
    'with a missing field',
    withInfo((info) => ({ ...info, prior: undefined })),
    /prior: .+photo:train\.$/,
  ],
  ['with an unknown field', withInfo((info) => ({ ...info, later: 1 })), /later/],
  [
    'without a base rate',
    withInfo((info) => ({ ...info, ranking: { baseRates: [0.5], balance: 0.5 } })),
    /ranking.baseRates: has 1 numbers, expected 3, one per action/,
  ],
  [
    'without a class in the prior',
    withInfo((info) => ({ ...info, prior: [[0, 0, 0]] })),
    /prior: expected 3 rows of 3 numbers/,
  ],
])('refuses a file %s', (_, content, message) => {
  expect(() => decodePhotoModel(content, 'a.safetensors')).toThrow(
    expect.objectContaining({ kind: 'checkpoint', message: expect.stringMatching(message) }),
  );
});
