import type { TrainOptions } from './train-options';

/** What to type to go on with a run as it was started; the config is in its folder. */
export function resumeCommand(
  folder: string,
  { backend, gpu, requireGpu, setup }: TrainOptions,
): string {
  const words = [
    ...['npx nx run trainer:train --', '--resume', quoted(folder)],
    ...(backend === 'auto' ? [] : ['--backend', backend]),
    ...(gpu ? ['--gpu'] : []),
    ...(requireGpu ? ['--require-gpu'] : []),
    ...(setup ? [] : ['--no-setup']),
  ];
  return words.join(' ');
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
