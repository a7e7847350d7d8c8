import { spawnSync } from 'node:child_process';

/** An installed or absent launcher of MPI. */
export interface Launcher {
  readonly name: string;
  /** The command, or null with the reason why it is absent. */
  readonly command: string | null;
  readonly absent: string;
}

const COMMANDS = {
  'Open MPI': ['mpirun.openmpi', 'mpirun'],
  MPICH: ['mpirun.mpich', 'mpirun'],
} as const;

/** What the versions of the launchers say. */
const KNOWN = { 'Open MPI': /Open MPI|OpenRTE/, MPICH: /HYDRA|mpich/i } as const;

/** The launchers of both families on this machine. */
export function launchers(): Launcher[] {
  return (['Open MPI', 'MPICH'] as const).map((name) => {
    const command = COMMANDS[name].find((file) => KNOWN[name].test(versionOf(file))) ?? null;
    return { name, command, absent: `there is no ${COMMANDS[name].join(' or ')} of ${name}` };
  });
}

function versionOf(file: string): string {
  const { stdout, stderr } = spawnSync(file, ['--version'], { encoding: 'utf8', env: MPI_ENV });
  return `${stdout ?? ''}${stderr ?? ''}`;
}

/**
 * Allows Open MPI what a test needs: more ranks than cores, and root in a container. Two ranks get a core each otherwise, and with one
 * thread sums are rounded in another order.
 */
export const MPI_ENV: NodeJS.ProcessEnv = {
  ...process.env,
  OMPI_ALLOW_RUN_AS_ROOT: '1',
  OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1',
  OMPI_MCA_rmaps_base_oversubscribe: '1',
  OMPI_MCA_hwloc_base_binding_policy: 'none',
};
