import { TurboHoiError } from '@turbo-hoi/core';
import { quoted } from '../messages/quoted';
import type { TensorData } from './tensor-data';
import type { TensorFile, TensorInfo } from './tensor-file';

/** A tensor that is loaded on demand. */
export interface TensorEntry extends TensorInfo {
  load(): Promise<TensorData>;
}

interface FileParts {
  /** Its name in messages. */
  readonly name: string;
  readonly format: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly entries: ReadonlyMap<string, TensorEntry>;
  close?(): Promise<void>;
}

/** A tensor file from its entries. */
export function makeTensorFile(parts: FileParts): TensorFile {
  const { name: file, format, metadata = {}, entries } = parts;
  const find = (name: string): TensorEntry => {
    const entry = entries.get(name);
    if (entry) return entry;
    throw new TurboHoiError('data', `${file}: there is no tensor ${quoted(name)} in it.`);
  };
  return {
    format,
    metadata,
    names: [...entries.keys()],
    info: (name) => ({ dtype: find(name).dtype, shape: find(name).shape }),
    tensor: async (name) => find(name).load(),
    close: async () => parts.close?.(),
  };
}
