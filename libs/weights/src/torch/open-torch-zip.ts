import { TurboHoiError } from '@turbo-hoi/core';
import { quoted } from '../messages/quoted';
import type { ByteSource } from '../source/byte-source';
import { DTYPE_CODECS } from '../tensors/dtype-codec';
import type { TensorFile } from '../tensors/tensor-file';
import { type InflateRaw, readZipEntry } from '../zip/read-zip-entry';
import { readZipDirectory, type ZipEntry } from '../zip/zip-directory';
import { torchTensorFile } from './torch-tensor-file';
import { decodeCheckpoint } from './decode-checkpoint';

/** Limit for the pickle, which is small since it does not contain the numbers. */
const MAX_PICKLE = 256 * 1024 * 1024;
/** What a deflated pickle may unpack to: this, and this many bytes for each of its own. */
const PICKLE_ALLOWED = 8 * 1024 * 1024;
const PICKLE_PER_BYTE = 32;
const TORCH_SCRIPT = /^[^/]+\/(?:constants\.pkl|code\/)/;
const MAX_NOTE = 64;

/**
 * Opens a `.pth` file as written by `torch.save` since PyTorch 1.6. No code in it is executed.
 *
 * @param inflate for files that were compressed later; PyTorch itself does not compress
 * @throws TurboHoiError `data` for a damaged or malicious file and for one without a dict of tensors
 */
export async function openTorchZip(source: ByteSource, inflate?: InflateRaw): Promise<TensorFile> {
  const entries = await readZipDirectory(source);
  const fail = (what: string): never => {
    throw new TurboHoiError('data', `${source.name}: ${what}.`);
  };
  if ([...entries.keys()].some((name) => TORCH_SCRIPT.test(name))) {
    return fail(
      'is a TorchScript model, which is code; save its weights, for example with: python -c "import torch; ' +
        `torch.save(torch.jit.load('model.pt').state_dict(), 'weights.pth')"`,
    );
  }
  const pickle = [...entries.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickle === undefined) return fail('a zip file, but no checkpoint of PyTorch (no data.pkl)');
  const folder = pickle.slice(0, -'data.pkl'.length);
  const find = (name: string): ZipEntry =>
    entries.get(folder + name) ?? fail(`it has no entry ${quoted(folder + name)}`);
  if (entries.has(`${folder}byteorder`)) {
    const order = await readZipEntry(source, find('byteorder'), MAX_NOTE, inflate);
    const text = new TextDecoder().decode(order);
    if (text !== 'little') fail(`its byte order is ${quoted(text)}; expected little`);
  }
  const packed = find('data.pkl');
  const most = Math.min(MAX_PICKLE, PICKLE_ALLOWED + PICKLE_PER_BYTE * packed.packed);
  const bytes = await readZipEntry(source, packed, most, inflate);
  const { value } = decodeCheckpoint(bytes, `${source.name}: data.pkl`);
  return torchTensorFile({
    source,
    value,
    format: 'PyTorch (zip)',
    storage({ key, dtype, length }) {
      const entry = find(`data/${key}`);
      const size = length * DTYPE_CODECS[dtype].bytes;
      if (entry.size !== size) {
        fail(`${quoted(entry.name)} has ${entry.size} bytes; its ${length} numbers take ${size}`);
      }
      return () => readZipEntry(source, entry, size, inflate);
    },
  });
}
