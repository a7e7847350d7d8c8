import { TurboHoiError } from '@turbo-hoi/core';
import { latin1 } from '../../latin1';

export const HEADER_BYTES = 128;

const MAX_BYTES = 2 ** 32 - 1;
const HDF5 = '\x89HDF\r\n\x1a\n';
const RESAVE = "Save it with save(file, '-v7', …) in MATLAB, or with scipy.io.savemat.";

/** @throws TurboHoiError `data` for anything but version 5, with how to get there */
export function readMatHeader(bytes: Uint8Array, file: string): { littleEndian: boolean } {
  const fail = (what: string): never => {
    throw new TurboHoiError('data', `${file}: ${what}`);
  };
  if (bytes.length > MAX_BYTES) fail('more than 4 GiB; expected a MATLAB file of version 5');
  const head = latin1(bytes, 0, Math.min(bytes.length, HEADER_BYTES));
  if (head.startsWith(HDF5) || head.startsWith('MATLAB 7.3') || latin1(bytes, 512, 520) === HDF5) {
    fail(`a MATLAB file of version 7.3 (HDF5), which is not read. ${RESAVE}`);
  }
  const order = head.slice(126, 128);
  if (order !== 'IM' && order !== 'MI') {
    // Version 4 begins with a number below 5000; version 5 with text.
    const older = bytes.length >= 20 && bytes.subarray(0, 4).includes(0);
    return fail(
      older
        ? `looks like a MATLAB file of version 4, which is not read. ${RESAVE}`
        : `no MATLAB file of version 5: its header of ${HEADER_BYTES} bytes with the mark IM or MI is missing`,
    );
  }
  const littleEndian = order === 'IM';
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint16(124, littleEndian);
  if (version !== 0x0100) {
    fail(`version 0x${version.toString(16)} of the format; expected 0x100. ${RESAVE}`);
  }
  return { littleEndian };
}
