import { printable } from '@turbo-hoi/core';

/** Writes text that may hold names of files, options and configs; the only way to a terminal, so that none of it controls it. */
export function writeText(stream: Pick<NodeJS.WritableStream, 'write'>, text: string): void {
  stream.write(printable(text));
}
