#!/usr/bin/env node
import 'reflect-metadata';
import { run } from './cli/run';
import { OutputErrors } from './terminal/output-errors';

const output = new OutputErrors();

// Ends the process: a tensor backend's threads would keep it alive.
void run(process.argv.slice(2)).then(async (code) => process.exit(await output.exitCode(code)));
