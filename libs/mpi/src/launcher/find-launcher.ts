/** Which MPI library a launcher belongs to. */
export type MpiFamily = 'open-mpi' | 'mpich';

/** The program that started the ranks of a run, as its environment variables describe it. */
export interface Launcher {
  readonly name: string;
  /** Null: it starts ranks of either. */
  readonly family: MpiFamily | null;
  readonly rank: number;
  /** Number of ranks. */
  readonly size: number;
  /** Number of the rank among those of its machine, from 0. */
  readonly localRank: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The launcher of this process; null for a plain process and for a single rank, which needs no MPI. */
export function findLauncher(env: Environment): Launcher | null {
  const found = openMpi(env) ?? pmi(env) ?? pmix(env);
  return found && found.size > 1 ? found : null;
}

function openMpi(env: Environment): Launcher | null {
  const [rank, size] = [env.OMPI_COMM_WORLD_RANK, env.OMPI_COMM_WORLD_SIZE];
  return launcher("Open MPI's mpirun", 'open-mpi', rank, size, env.OMPI_COMM_WORLD_LOCAL_RANK);
}

/** Hydra, the launcher of MPICH, Intel MPI and MVAPICH; Slurm's PMI-1 and PMI-2 have the same variables. */
function pmi(env: Environment): Launcher | null {
  const { PMI_RANK: rank, PMI_SIZE: size } = env;
  return isSlurm(env)
    ? launcher('srun', null, rank, size, env.SLURM_LOCALID)
    : launcher("MPICH's mpirun", 'mpich', rank, size, env.MPI_LOCALRANKID);
}

/** PMIx tells only the rank. Slurm's own variables do not count alone: a batch script has them, too. */
function pmix(env: Environment): Launcher | null {
  if (!isSlurm(env)) return null;
  return launcher('srun', null, env.PMIX_RANK, env.SLURM_STEP_NUM_TASKS, env.SLURM_LOCALID);
}

const isSlurm = (env: Environment) => env.SLURM_STEP_NUM_TASKS !== undefined;

function launcher(
  name: string,
  family: MpiFamily | null,
  ...numbers: readonly (string | undefined)[]
): Launcher | null {
  const [rank, size, localRank] = numbers.map((text) => (text ? Number(text) : NaN));
  if (!Number.isInteger(rank) || !Number.isInteger(size)) return null;
  return { name, family, rank, size, localRank: Number.isInteger(localRank) ? localRank : rank };
}
