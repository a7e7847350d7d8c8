/** Writes a line for the user. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
