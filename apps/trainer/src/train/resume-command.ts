import { typedCommand } from '../cli/typed-command';
import type { TrainOptions } from './train-options';

/** The command that resumes a run with the options it was started with; its config is in the folder. */
export function resumeCommand(
  folder: string,
  { backend, gpu, requireGpu, setup }: TrainOptions,
): string {
  const words = [
    ...['--resume', quoted(folder)],
    ...(backend === 'auto' ? [] : ['--backend', backend]),
    ...(gpu ? ['--gpu'] : []),
    ...(requireGpu ? ['--require-gpu'] : []),
    ...(setup ? [] : ['--no-setup']),
  ];
  return typedCommand('train', words.join(' '));
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
