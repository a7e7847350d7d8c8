import { TurboHoiError } from './turbo-hoi-error';

/** An error of the file system: `Cannot write the metrics runs/a: no space is left … (ENOSPC). <also>` */
export function ioError(what: string, path: string, error: unknown, also = ''): TurboHoiError {
  const { code, message } = error as SystemError;
  const advice = code && ON_WRITING[code];
  const reason = advice ? `${advice} (${code})` : message;
  return new TurboHoiError('io', `Cannot ${what} ${path}: ${reason}.${also && ` ${also}`}`, {
    cause: error,
  });
}

/** `data/a.json: cannot be read (ENOENT: …): there is no such file; check the path.` */
export function unreadable(path: string, error: unknown): TurboHoiError {
  return failure(path, 'read', error, ON_READING);
}

/** `out/a.json: cannot be written (ENOSPC: …): no space is left on the device; free some, or choose another folder.` */
export function unwritable(path: string, error: unknown): TurboHoiError {
  return failure(path, 'written', error, ON_WRITING);
}

/** Whether an error is one of the system with one of these codes, for example `ENOENT`. */
export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as SystemError | undefined)?.code ?? '');
}

/** Node's system call error. */
type SystemError = Error & { readonly code?: string };

type Advice = Readonly<Record<string, string>>;

function failure(path: string, done: string, error: unknown, advice: Advice): TurboHoiError {
  const { code, message } = error as SystemError;
  // Errors without a code come from producing the content, not from the file system.
  const reason = code === undefined ? `: ${message}` : ` (${message})`;
  const next = code === undefined || !advice[code] ? '' : `: ${advice[code]}`;
  return new TurboHoiError('io', `${path}: cannot be ${done}${reason}${next}.`, { cause: error });
}

const ON_WRITING: Advice = {
  ENOSPC: 'no space is left on the device; free some, or choose another folder',
  EDQUOT: 'the disk quota is used up; free some space, or choose another folder',
  EFBIG: 'the file may not become that large; raise the limit, or choose another folder',
  EACCES: 'permission is denied; choose a folder you may write to',
  EPERM: 'permission is denied; choose a folder you may write to',
  EROFS: 'the file system is read-only; choose another folder',
  ENOENT: 'there is no such file or folder; check the path',
};

const ON_READING: Advice = {
  EACCES: 'permission is denied; make the file readable for you',
  EPERM: 'permission is denied; make the file readable for you',
  EISDIR: 'it is a folder; name a file',
  ENOENT: 'there is no such file; check the path',
};
