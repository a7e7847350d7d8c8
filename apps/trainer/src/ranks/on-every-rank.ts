import { type Communicator, TurboHoiError } from '@turbo-hoi/core';
import { findLauncher, SharedError, SINGLE_PROCESS } from '@turbo-hoi/mpi';
import { openCommunicator } from '@turbo-hoi/mpi/node';
import { reportError } from '../cli/report-error';

/**
 * Runs a command on the ranks that an MPI launcher started, or in this process alone.
 *
 * An error that all ranks have is rank 0's to report. Any other is reported by the rank that has it, which then ends all, since the others wait for
 * it.
 */
export async function onEveryRank(
  command: (communicator: Communicator) => Promise<void>,
): Promise<void> {
  const launcher = findLauncher(process.env);
  if (!launcher) return command(SINGLE_PROCESS);
  let communicator: Communicator;
  try {
    communicator = openCommunicator(launcher);
  } catch (error) {
    // Every rank of a machine has the same library, or lacks it.
    if (launcher.localRank === 0) throw error;
    process.exitCode = 1;
    return;
  }
  try {
    await command(communicator);
  } catch (error) {
    if (!isShared(error)) {
      process.stderr.write(`rank ${communicator.rank} of ${communicator.size}: `);
      communicator.abort(reportError(error));
    }
    process.exitCode = (error as TurboHoiError).exitCode;
    if (communicator.rank === 0) reportError(error);
  }
  await communicator.close();
}

/** Losses that are not finite are sums over all ranks, so that each of them has the error. */
function isShared(error: unknown): boolean {
  return (
    error instanceof SharedError || (error instanceof TurboHoiError && error.kind === 'non-finite')
  );
}
