import { writeText } from './write-text';

/** Writes a line for the user. */
export function printLine(line: string): void {
  writeText(process.stdout, `${line}\n`);
}
