/** Writes a line for the user. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
