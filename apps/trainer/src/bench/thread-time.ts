import { readFileSync } from 'node:fs';

/** CPU milliseconds of the calling thread; null where the system does not report them. */
export function threadMilliseconds(): number | null {
  // Only in newer versions of Node.
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
