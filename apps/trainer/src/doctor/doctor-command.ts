import { inspectBackends } from '@turbo-hoi/backends/node';
import { TurboHoiError } from '@turbo-hoi/core';
import type { DoctorOptions } from './doctor-options';
import { say } from '../terminal/say';
import { diagnose, formatDiagnosis } from './diagnosis';
import { inspectMachine } from './machine';

/** The command `doctor`: what training needs, what is there, and how fast it is. */
export async function doctorCommand({ json }: DoctorOptions): Promise<void> {
  const diagnosis = diagnose(inspectMachine(process.cwd()), await inspectBackends());
  say(json ? JSON.stringify(diagnosis, null, 2) : formatDiagnosis(diagnosis));
  if (!diagnosis.uses) throw new TurboHoiError('backend', 'No tensor backend can train here.');
}
