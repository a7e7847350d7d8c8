import { encodeSafetensors } from './safetensors/encode-safetensors';
import { bytesSource } from './source/byte-source';
import { openTensorFile } from './open-tensor-file';

const LETTERS = 'abcdefgh'.repeat(4096);

/** A safetensors file whose header has the given length. */
function withHeaderOf(length: number): Uint8Array {
  const empty = encodeSafetensors(new Map(), { pad: '' });
  const used = new DataView(empty.buffer).getUint32(0, true);
  return encodeSafetensors(new Map(), { pad: LETTERS.slice(0, length - used) });
}

it.each([
  ['a zip file', 0x4b50],
  ['a pickle of protocol 2', 0x0280],
  ['a pickle of protocol 0', 0x0128],
])('identifies safetensors files that begin like %s', async (_, length) => {
  const bytes = withHeaderOf(length);
  expect(new DataView(bytes.buffer).getUint32(0, true)).toBe(length);
  expect(await openTensorFile(bytesSource(bytes, 'file'))).toMatchObject({ format: 'safetensors' });
});
