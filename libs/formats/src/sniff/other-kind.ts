import { TurboHoiError } from '@turbo-hoi/core';
import { SNIFFED_BYTES, sniffFile } from './sniff-file';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Why a file that did not read is no file of the expected kind at all; null if it may be a damaged one.
 *
 * @param start the file, or its first bytes
 * @param expected for example `a pickle`
 */
export function otherKind(start: Uint8Array, file: string, expected: string): TurboHoiError | null {
  const fail = (what: string) => new TurboHoiError('data', `${file}: ${what}`);
  if (start.length === 0) {
    return fail(`is empty (0 bytes); expected ${expected}. Copy or download it again.`);
  }
  const found = sniffFile(start.subarray(0, SNIFFED_BYTES));
  if (found !== null) {
    return fail(`is ${found.what} and not ${expected}; ${found.advice}.`);
  }
  if (expected !== 'JSON' && isJson(start)) {
    return fail(`is JSON and not ${expected}; name it .json where either is read.`);
  }
  if (expected !== 'a pickle' && isPickle(start)) {
    return fail(`is a pickle and not ${expected}; name it .pkl where either is read.`);
  }
  if (expected !== 'JSON' && hasChangedLineEnds(start)) {
    return fail(
      `its line ends were changed to CRLF, so that it is no longer ${expected}: a copy in text mode (FTP, Git's autocrlf) ` +
        'does that. Copy the original again in binary mode.',
    );
  }
  return null;
}

function isJson(start: Uint8Array): boolean {
  const text = new TextDecoder().decode(start.subarray(0, 64)).trimStart();
  return /^(?:\{\s*["}]|\[\s*[[{"\d\]-])/.test(text);
}

/** Of protocol 2 or later; a list of MATLAB or JSON never begins so. */
function isPickle(start: Uint8Array): boolean {
  return start[0] === 0x80 && start[1] >= 2 && start[1] <= 5;
}

/** Whether every line feed follows a carriage return: by chance this happens to one in 256 of a binary file. */
function hasChangedLineEnds(bytes: Uint8Array): boolean {
  let at = bytes.indexOf(LINE_FEED);
  let count = 0;
  for (; at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    if (bytes[at - 1] !== CARRIAGE_RETURN) return false;
    count++;
  }
  return count >= 2;
}
