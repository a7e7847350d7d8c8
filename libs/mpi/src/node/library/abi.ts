import type { LibraryHandle } from 'koffi';
import type { MpiFamily } from '../../launcher/find-launcher';

/** A communicator, type or operation of MPI as C passes it. */
export type MpiHandle = number | bigint;

/** The constants of a C header that are used here. */
export interface Constants {
  readonly world: MpiHandle;
  readonly float: MpiHandle;
  readonly byte: MpiHandle;
  readonly sum: MpiHandle;
  /** MPI_IN_PLACE. */
  readonly inPlace: bigint;
}

/** What differs between the binary interfaces of the MPI libraries. */
export interface Abi {
  readonly family: MpiFamily;
  /** C type of handles. */
  readonly handle: 'void *' | 'int';
  constants(library: LibraryHandle): Constants;
}

/** Handles are pointers, which Fortran's numbers stand for (mpif.h: MPI_COMM_WORLD 0, MPI_REAL 13, MPI_BYTE 1, MPI_SUM 3). */
const OPEN_MPI: Abi = {
  family: 'open-mpi',
  handle: 'void *',
  constants: (library) => {
    const handle = (kind: string, number: number) =>
      library.func(`void *MPI_${kind}_f2c(int number)`)(number) as bigint;
    return {
      world: handle('Comm', 0),
      float: handle('Type', 13),
      byte: handle('Type', 1),
      sum: handle('Op', 3),
      inPlace: 1n,
    };
  },
};

/** Numbers of mpi.h, the same in all libraries of the MPICH ABI initiative, and in MS-MPI. */
const MPICH: Abi = {
  family: 'mpich',
  handle: 'int',
  constants: () => ({
    world: 0x44000000,
    float: 0x4c00040a,
    byte: 0x4c00010d,
    sum: 0x58000003,
    inPlace: BigInt.asUintN(64, -1n),
  }),
};

const MPICH_LIKE = /^(MPICH|Intel\(R\) MPI|MVAPICH|CRAY MPICH|Microsoft MPI)/;

/** The binary interface of a library by what `MPI_Get_library_version` says; null: an unknown one. */
export function abiOf(version: string): Abi | null {
  if (version.startsWith('Open MPI')) return OPEN_MPI;
  return MPICH_LIKE.test(version) ? MPICH : null;
}

/** `Open MPI v4.1.4, package: Debian OpenMPI, …` → `Open MPI v4.1.4`; `MPICH Version:\t4.0.2\n…` → `MPICH 4.0.2`. */
export function shortVersion(version: string): string {
  const [line] = version.split(/[,\n]/);
  return line.replace(/\s*Version\s*:?\s*/, ' ').trim();
}
