import { TurboHoiError } from '@turbo-hoi/core';

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device; free some, or choose another folder',
  EDQUOT: 'the disk quota is used up; free some space, or choose another folder',
  EFBIG: 'the file may not become that large; raise the limit, or choose another folder',
  EACCES: 'permission is denied; choose a folder you may write to',
  EPERM: 'permission is denied; choose a folder you may write to',
  EROFS: 'the file system is read-only; choose another folder',
  ENOENT: 'there is no such file or folder; check the path',
};

/** An error of the file system, told as what could not be done and what to do. */
export function ioError(what: string, path: string, error: unknown, also = ''): TurboHoiError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = (code && ADVICE[code] && `${ADVICE[code]} (${code})`) || message;
  return new TurboHoiError('io', `Cannot ${what} ${path}: ${reason}.${also && ` ${also}`}`, {
    cause: error,
  });
}

export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException)?.code ?? '');
}
