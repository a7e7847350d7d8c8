import { probeTrainingStep } from '../../probe/training-step';
import { activateBackend } from '../activate-backend';
import type { BackendSpec } from '../active-backend';
import { measureSpeed } from './measure-speed';

export interface ChildTask {
  readonly spec: BackendSpec;
  readonly measure?: boolean;
}

/** Runs one task and sends one result. If the process is killed, the parent reports the signal. */
async function main({ spec, measure }: ChildTask): Promise<object> {
  const active = await activateBackend(spec);
  await probeTrainingStep();
  return { ok: true, active, speed: measure ? await measureSpeed() : undefined };
}

process.once('message', (task: ChildTask) => {
  main(task)
    .catch((error: unknown) => ({ ok: false, reason: (error as Error).message }))
    .then((answer) => process.send?.(answer, () => process.exit(0)));
});
