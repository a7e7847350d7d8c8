import { readWholeFile } from './read-whole-file';
import { decodePickle, type PickleOptions } from '../pickle/decode/decode-pickle';
import type { PickleValue } from '../pickle/pickle-value';

/**
 * Reads a pickle from a file; see `decodePickle`.
 *
 * @throws TurboHoiError `io` if the file cannot be read, `data` for invalid content
 */
export async function readPickleFile(
  path: string,
  options: PickleOptions = {},
): Promise<PickleValue> {
  return decodePickle(await readWholeFile(path), { file: path, ...options });
}
