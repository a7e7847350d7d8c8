import { inspectBackends, inspectCuda } from '@turbo-hoi/backends/node';
import { TurboHoiError } from '@turbo-hoi/core';
import type { DoctorOptions } from './doctor-options';
import { printLine } from '../terminal/print-line';
import { diagnose, formatDiagnosis } from './diagnosis';
import { inspectMachine } from './machine';

/** The command `doctor`: checks the requirements of training and measures the speed of the backends. */
export async function doctorCommand({ json }: DoctorOptions): Promise<void> {
  const backends = await inspectBackends();
  const diagnosis = diagnose(inspectMachine(process.cwd()), backends, await inspectCuda());
  printLine(json ? JSON.stringify(diagnosis, null, 2) : formatDiagnosis(diagnosis));
  if (!diagnosis.uses) throw new TurboHoiError('backend', 'No tensor backend can train here.');
}
