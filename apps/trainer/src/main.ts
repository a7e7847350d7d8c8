import 'reflect-metadata';
import { run } from './cli/run';

// The output's reader is gone, as in `train | head`, or the terminal was closed: continue without output.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
}

// Ends the process: a tensor backend's threads would keep it alive.
void run(process.argv.slice(2)).then((code) => process.stdout.write('', () => process.exit(code)));
