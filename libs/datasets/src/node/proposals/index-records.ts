import { fstatSync, readSync } from 'node:fs';
import { bodyBytes, decodeHeader, HEADER_BYTES, type ProposalHeader } from './proposal-record';

/** The first bytes of a file, with the version of its format. */
export const MAGIC = Buffer.from('TURBOHOI proposals 1\n');

/** Where the numbers of a record are. */
export interface RecordPlace {
  readonly file: number;
  readonly at: number;
  readonly header: ProposalHeader;
}

/**
 * Indexes the records of a file by their headers; an incomplete last record is left out.
 *
 * @returns false for a file of another format, and for a damaged header, after which no record can be found
 */
export function indexRecords(file: number, found: (place: RecordPlace) => void): boolean {
  const { size } = fstatSync(file);
  if (size < MAGIC.length) return true;
  if (!bytesAt(file, 0, MAGIC.length).equals(MAGIC)) return false;
  for (let at = MAGIC.length; at + HEADER_BYTES <= size;) {
    const header = decodeHeader(bytesAt(file, at, HEADER_BYTES));
    if (!header) return false;
    at += HEADER_BYTES;
    const next = at + bodyBytes(header);
    if (next <= size) found({ file, at, header });
    at = next;
  }
  return true;
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, at);
  return bytes;
}
