import type { MpiFamily } from '../../launcher/find-launcher';

/** Environment variable that names another library. */
export const LIBRARY_VARIABLE = 'TURBO_HOI_MPI_LIBRARY';

const NAMES: Readonly<Record<MpiFamily, Readonly<Record<string, readonly string[]>>>> = {
  'open-mpi': { linux: ['libmpi.so.40'], darwin: ['libmpi.40.dylib'] },
  mpich: {
    linux: ['libmpich.so.12', 'libmpi.so.12', 'libmpi_cray.so.12'],
    darwin: ['libmpi.12.dylib', 'libpmpi.12.dylib'],
    win32: ['msmpi.dll'],
  },
};

/** File names of the libraries that fit a launcher, in the order in which they are tried. */
export function libraryNames(
  family: MpiFamily | null,
  platform: string = process.platform,
): readonly string[] {
  const families: readonly MpiFamily[] = family ? [family] : ['open-mpi', 'mpich'];
  return families.flatMap((one) => NAMES[one][platform] ?? []);
}
