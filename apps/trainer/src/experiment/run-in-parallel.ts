/**
 * Runs tasks, `jobs` at a time, in their order; one that fails stops no other.
 *
 * @returns the failures by index
 */
export async function runInParallel(
  tasks: readonly (() => Promise<void>)[],
  jobs: number,
): Promise<Map<number, Error>> {
  const failures = new Map<number, Error>();
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const index = next++;
      await tasks[index]().catch((error: Error) => failures.set(index, error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, worker));
  return failures;
}
