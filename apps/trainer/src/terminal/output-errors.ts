/** What happens to output that cannot be written: the command goes on, since training is worth more than its lines. */
export class OutputErrors {
  private failed = false;

  constructor(
    private readonly stdout: NodeJS.WritableStream = process.stdout,
    private readonly stderr: NodeJS.WritableStream = process.stderr,
  ) {
    stdout.on('error', (error: NodeJS.ErrnoException) => this.note('Standard output', error));
    stderr.on('error', (error: NodeJS.ErrnoException) => this.note('Standard error', error));
  }

  /** A command's exit code when all is written: 1 instead of 0 if output was lost, for another reason than that nobody reads it. */
  async exitCode(code: number): Promise<number> {
    await new Promise((done) => this.stdout.write('', done));
    // The error of the last write comes behind its callback.
    await new Promise(setImmediate);
    return this.failed && code === 0 ? 1 : code;
  }

  private note(what: string, { code, message }: NodeJS.ErrnoException): void {
    // The reader is gone, as in `train | head`, or the terminal was closed.
    if (code === 'EPIPE' || code === 'EIO') return;
    if (this.failed) return;
    this.failed = true;
    const reason = code === 'ENOSPC' ? 'the disk is full' : message;
    this.stderr.write(`${what} cannot be written: ${reason}. The command goes on without it.\n`);
  }
}
