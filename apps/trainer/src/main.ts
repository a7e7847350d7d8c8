import 'reflect-metadata';
import { run } from './cli/run';

// Ends the process: a tensor backend's threads would keep it alive.
void run(process.argv.slice(2)).then((code) => process.stdout.write('', () => process.exit(code)));
