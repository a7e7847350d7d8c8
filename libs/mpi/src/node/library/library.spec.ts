import type { Launcher } from '../../launcher/find-launcher';
import { addParts } from '../mpi-communicator';
import { abiOf, shortVersion } from './abi';
import { libraryNames } from './library-names';
import { loadLibrary } from './load-library';

const launcher: Launcher = {
  name: "MPICH's mpirun",
  family: 'mpich',
  rank: 0,
  size: 2,
  localRank: 0,
};

it.each([
  ['Open MPI v4.1.4, package: Debian OpenMPI, ident: 4.1.4', 'open-mpi', 'Open MPI v4.1.4'],
  ['MPICH Version:\t4.0.2\nMPICH Release date:\tThu', 'mpich', 'MPICH 4.0.2'],
  [
    'Intel(R) MPI Library 2021.10 for Linux* OS\n',
    'mpich',
    'Intel(R) MPI Library 2021.10 for Linux* OS',
  ],
  ['MVAPICH Version      :\t4.0', 'mpich', 'MVAPICH 4.0'],
  ['Some other MPI 1.0', undefined, 'Some other MPI 1.0'],
])('%j is of family %s', (version, family, short) => {
  expect(abiOf(version)?.family).toBe(family);
  expect(shortVersion(version)).toBe(short);
});

it('tries the library of the launcher, or both', () => {
  expect(libraryNames('open-mpi', 'linux')).toEqual(['libmpi.so.40']);
  expect(libraryNames('mpich', 'linux')[0]).toBe('libmpich.so.12');
  expect(libraryNames(null, 'linux')).toContain('libmpi.so.40');
  expect(libraryNames(null, 'linux')).toContain('libmpi.so.12');
});

it('says which library cannot be loaded, and how to name another', () => {
  expect(() => loadLibrary(launcher, '/nowhere/libmpi.so')).toThrow(
    expect.objectContaining({
      kind: 'mpi',
      message: expect.stringMatching(
        /MPICH's mpirun started 2 ranks, but no MPI library can be loaded \(\/nowhere\/libmpi.so: .*TURBO_HOI_MPI_LIBRARY=FILE/,
      ),
    }),
  );
});

it('adds parts in their order, in single precision', () => {
  const [tiny, large] = [2 ** -24, 1];
  const values = Float32Array.of(large, 1, tiny, 2, tiny, 3);
  addParts(values, 2);
  // From the left each addition rounds to 1; the other order would not.
  expect([...values.subarray(0, 2)]).toEqual([1, 6]);
});
