import { extname } from 'node:path';

/** Whether this program runs from the sources of the workspace; otherwise it is the installed package. */
export const IN_WORKSPACE = extname(__filename) === '.ts';

/** Commands whose targets have names of their own. */
const TARGETS: Readonly<Record<string, string>> = {
  setup: 'backends:setup',
  'photo-train': 'photo:train',
  'photo-check': 'photo:check',
  'photo-photos': 'photo:photos',
};

/**
 * A command line of this program as its user types it: a target of the workspace or the installed command.
 *
 * @param args its arguments, quoted as for a shell
 */
export function typedCommand(command: string, args = '', inWorkspace = IN_WORKSPACE): string {
  const [program, separator] = inWorkspace
    ? [`npx nx run ${TARGETS[command] ?? `trainer:${command}`}`, ' -- ']
    : [`npx turbo-hoi ${command}`, ' '];
  return args === '' ? program : `${program}${separator}${args}`;
}
