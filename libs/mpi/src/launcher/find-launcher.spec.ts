import { findLauncher } from './find-launcher';

it.each([
  [
    "Open MPI's mpirun",
    { OMPI_COMM_WORLD_RANK: '3', OMPI_COMM_WORLD_SIZE: '4', OMPI_COMM_WORLD_LOCAL_RANK: '1' },
    { family: 'open-mpi', rank: 3, size: 4, localRank: 1 },
  ],
  [
    "MPICH's mpirun",
    { PMI_RANK: '0', PMI_SIZE: '2', MPI_LOCALRANKID: '0' },
    { family: 'mpich', rank: 0, size: 2, localRank: 0 },
  ],
  [
    'srun',
    { PMI_RANK: '1', PMI_SIZE: '2', SLURM_STEP_NUM_TASKS: '2', SLURM_LOCALID: '0' },
    { family: null, rank: 1, size: 2, localRank: 0 },
  ],
  [
    'srun',
    { PMIX_RANK: '5', SLURM_STEP_NUM_TASKS: '8', SLURM_LOCALID: '1' },
    { family: null, rank: 5, size: 8, localRank: 1 },
  ],
])('knows the ranks of %s', (name, env, expected) => {
  expect(findLauncher(env)).toEqual({ name, ...expected });
});

it.each([
  ['a plain process', {}],
  ['a single rank', { OMPI_COMM_WORLD_RANK: '0', OMPI_COMM_WORLD_SIZE: '1' }],
  ['a batch script of Slurm', { SLURM_PROCID: '0', SLURM_NTASKS: '4' }],
  ['variables that are no numbers', { PMI_RANK: 'x', PMI_SIZE: '2' }],
  ['an empty variable', { PMI_RANK: '', PMI_SIZE: '2' }],
])('%s is a plain run', (_, env) => {
  expect(findLauncher(env)).toBeNull();
});

it('Open MPI in a job of Slurm is still Open MPI', () => {
  const env = { OMPI_COMM_WORLD_RANK: '0', OMPI_COMM_WORLD_SIZE: '2', SLURM_STEP_NUM_TASKS: '1' };
  expect(findLauncher(env)).toMatchObject({ family: 'open-mpi', size: 2 });
});
