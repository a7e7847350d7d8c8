import { type Communicator, TurboHoiError } from '@turbo-hoi/core';
import type { Launcher } from '../launcher/find-launcher';
import { loadLibrary } from './library/load-library';
import { LIBRARY_VARIABLE } from './library/library-names';
import { MpiCommunicator } from './mpi-communicator';

/**
 * Joins the ranks that a launcher started; waits for all of them.
 *
 * @throws TurboHoiError `mpi` without the launcher's library or koffi; every rank of a machine has the same error then
 */
export function openCommunicator(launcher: Launcher): Communicator {
  const communicator = new MpiCommunicator(loadLibrary(launcher));
  const { rank, size, library } = communicator;
  if (size === launcher.size && rank === launcher.rank) return communicator;
  throw new TurboHoiError(
    'mpi',
    `${launcher.name} started rank ${launcher.rank} of ${launcher.size}, which is rank ${rank} of ${size} for ${library}: ` +
      `the library does not belong to the launcher. Name the one that does: ${LIBRARY_VARIABLE}=FILE.`,
  );
}
