import { nameSetupCommand } from '@turbo-hoi/backends/node';
import { typedCommand } from '../cli/typed-command';

/** Messages about the native backend name the command that sets it up as the user types it. */
export function nameSetup(): void {
  nameSetupCommand((options) => typedCommand('setup', options));
}
