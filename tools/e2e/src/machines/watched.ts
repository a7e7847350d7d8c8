import type { ChildProcess } from 'node:child_process';

/** A command whose output can be waited for. */
export class Watched {
  /** Both streams, as they came. */
  output = '';
  private readonly ended: Promise<number | null>;
  private wake: () => void = () => undefined;

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        this.wake();
      });
    }
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve(code);
        this.wake();
      });
    });
  }

  /** Waits until the output matches. @throws Error if the command ends or takes longer */
  async until(pattern: RegExp, seconds = 120): Promise<void> {
    const deadline = performance.now() + seconds * 1000;
    while (!pattern.test(this.output)) {
      if (this.child.exitCode !== null)
        throw new Error(`it ended before ${pattern}: ${this.tail()}`);
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`no ${pattern} in ${seconds} s: ${this.tail()}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, Math.min(left, 500));
      });
    }
  }

  /** The exit code, null after a signal. @throws Error after the time, when the process is killed */
  async end(seconds = 120): Promise<number | null> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), seconds * 1000);
    const code = await this.ended;
    clearTimeout(timer);
    if (this.child.signalCode === 'SIGKILL')
      throw new Error(`it did not end in ${seconds} s: ${this.tail()}`);
    return code;
  }

  /** The last lines, on one. */
  tail(): string {
    return this.output.trim().split('\n').slice(-3).join(' | ');
  }
}
