import type * as Koffi from 'koffi';
import type { LibraryHandle } from 'koffi';
import { TurboHoiError } from '@turbo-hoi/core';
import type { Launcher } from '../../launcher/find-launcher';
import { type Abi, abiOf, shortVersion } from './abi';
import { LIBRARY_VARIABLE, libraryNames } from './library-names';

/** A loaded MPI library. */
export interface MpiLibrary {
  readonly handle: LibraryHandle;
  readonly abi: Abi;
  /** Such as `Open MPI v4.1.4`. */
  readonly version: string;
}

/**
 * Loads the MPI library that belongs to a launcher.
 *
 * @param named a path or file name that takes its place
 * @throws TurboHoiError `mpi` if there is none, or one of another kind
 */
export function loadLibrary(
  launcher: Launcher,
  named: string | undefined = process.env[LIBRARY_VARIABLE],
): MpiLibrary {
  const { name, family, size } = launcher;
  const koffi = loadKoffi(launcher);
  const { handle, file } = firstLoaded(koffi, named ? [named] : libraryNames(family), launcher);
  const version = versionOf(handle, file);
  const abi = abiOf(version);
  if (!abi) {
    throw new TurboHoiError(
      'mpi',
      `${file} is "${shortVersion(version)}"; expected Open MPI or a library with the binary interface of MPICH. ` +
        `Name another one: ${LIBRARY_VARIABLE}=FILE.`,
    );
  }
  if (family && abi.family !== family) {
    throw new TurboHoiError(
      'mpi',
      `${name} started ${size} ranks, but ${file} is ${shortVersion(version)}, in which each of them would be alone. ` +
        `Start them with its own mpirun, or name the library of ${name}: ${LIBRARY_VARIABLE}=FILE.`,
    );
  }
  return { handle, abi, version: shortVersion(version) };
}

/** Loaded on demand: who never uses MPI needs no koffi. */
function loadKoffi({ name, size }: Launcher): typeof Koffi {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require('koffi') as typeof Koffi;
  } catch (cause) {
    throw new TurboHoiError(
      'mpi',
      `${name} started ${size} ranks, which need the package koffi to call MPI: npm install koffi@3.3.4`,
      { cause },
    );
  }
}

function firstLoaded(koffi: typeof Koffi, files: readonly string[], { name, size }: Launcher) {
  const reasons: string[] = [];
  for (const file of files) {
    try {
      // Global, since plugins of Open MPI look for its symbols.
      return { file, handle: koffi.load(file, { global: true }) };
    } catch (error) {
      reasons.push(`${file}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  throw new TurboHoiError(
    'mpi',
    `${name} started ${size} ranks, but no MPI library can be loaded (${reasons.join('; ') || process.platform}). ` +
      `Install the one of ${name}, or name it: ${LIBRARY_VARIABLE}=FILE.`,
  );
}

// MPI_MAX_LIBRARY_VERSION_STRING: 256 in Open MPI, 8192 in MPICH.
const LONGEST_VERSION = 8192;

/** One of the few functions that may be called before MPI_Init. */
function versionOf(handle: LibraryHandle, file: string): string {
  const [text, length] = [Buffer.alloc(LONGEST_VERSION), new Int32Array(1)];
  try {
    handle.func('int MPI_Get_library_version(void *text, int *length)')(text, length);
  } catch (cause) {
    throw new TurboHoiError(
      'mpi',
      `${file} is no MPI library: it has no MPI_Get_library_version. Name another one: ${LIBRARY_VARIABLE}=FILE.`,
      { cause },
    );
  }
  return text.toString('latin1', 0, length[0]);
}
