#!/usr/bin/env node
import { printable, TurboHoiError } from '@turbo-hoi/core';
import { runCli } from './node/cli';

runCli(process.argv.slice(2), (line) => console.log(printable(line))).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const known = error instanceof TurboHoiError;
    console.error(known ? printable(error.message) : error);
    process.exitCode = known ? error.exitCode : 1;
  },
);
