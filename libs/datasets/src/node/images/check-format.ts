import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';
import { SNIFFED_BYTES, sniffFile } from '@turbo-hoi/formats';
import { checkJpeg } from './check-jpeg';
import { checkPng } from './check-png';
import type { ImageSource } from './read-image';
import { refusePipe } from '@turbo-hoi/formats/node';

/** Bytes of an image from an offset, fewer at its end. */
export type ReadAt = (offset: number, length: number) => Uint8Array;

const DECODED: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'];

/**
 * Decides by the first bytes whether an image may go to the decoder: only photographs do (a drawing would be rendered), and
 * none whose decoding takes far more memory than its pixels. Reads at once, since each `await` may last a training step.
 *
 * @returns the number of pixels where the header tells it before decoding, else null
 * @throws TurboHoiError `data` for files of other kinds, with what they are and how to convert them
 */
export function checkFormat(source: ImageSource, name: string, partial: boolean): number | null {
  if (typeof source !== 'string') return check(bytesAt(source), source.length, name, partial);
  refusePipe(source);
  let file: number;
  try {
    file = openSync(source, 'r');
  } catch {
    // The decoder fails, and `explainFailure` says why.
    return null;
  }
  try {
    const stats = fstatSync(file);
    return stats.isFile() ? check(fileAt(file), stats.size, name, partial) : null;
  } finally {
    closeSync(file);
  }
}

function check(readAt: ReadAt, size: number, name: string, partial: boolean): number | null {
  const start = readAt(0, SNIFFED_BYTES);
  if (start.length === 0) return null;
  const found = sniffFile(start);
  if (found === null) throw new Error('unsupported image format');
  if (!DECODED.includes(found.kind)) {
    throw new TurboHoiError('data', `${name}: is ${found.what} and is not read; ${found.advice}.`);
  }
  const fail = (what: string): never => {
    throw new TurboHoiError('data', `${name}: ${what}`);
  };
  if (found.kind === 'png') return checkPng(start, partial ? Infinity : size, fail);
  if (found.kind === 'jpeg') return checkJpeg(readAt, fail);
  return null;
}

function bytesAt(bytes: Uint8Array): ReadAt {
  return (offset, length) => bytes.subarray(offset, offset + length);
}

function fileAt(file: number): ReadAt {
  return (offset, length) => {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  };
}
