#!/bin/sh
# Trains on several ranks of this machine: tools/mpi/train.sh RANKS [options of train]
# MPIRUN names the launcher and its options, such as MPIRUN="mpirun --hostfile hosts". See docs/MPI.md.
set -eu
ranks=$1
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
export TS_NODE_PROJECT="$root/apps/trainer/tsconfig.json" TS_NODE_TRANSPILE_ONLY=true
# Open MPI kills ranks a second after it has asked them to end: too soon for a step and its checkpoint.
export OMPI_MCA_odls_base_sigkill_timeout="${OMPI_MCA_odls_base_sigkill_timeout:-3}"
# Open MPI gives each of two ranks a single core, whatever the machine has.
export OMPI_MCA_hwloc_base_binding_policy="${OMPI_MCA_hwloc_base_binding_policy:-none}"
# shellcheck disable=SC2086 # options of the launcher are words
exec ${MPIRUN:-mpirun} -np "$ranks" node -C @turbo-hoi/source -r "$root/node_modules/ts-node/register" \
  "$root/apps/trainer/src/main.ts" train "$@"
