import { readFileSync } from 'node:fs';

/** CPU milliseconds of the thread that asks, whatever else runs on the machine; null where the system does not tell. */
export function threadMilliseconds(): number | null {
  // Newer versions of Node have it.
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  if (threadCpuUsage) {
    const { user, system } = threadCpuUsage.call(process);
    return (user + system) / 1000;
  }
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}
