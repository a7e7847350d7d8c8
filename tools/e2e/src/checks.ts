/** Collects the checks of a command and prints a last line of counts. */
export class Checks {
  private readonly counts = { passed: 0, failed: 0, skipped: 0 };

  /** Runs a check, which fails if it throws. @returns whether it passed */
  async check(what: string, run: () => void | Promise<void>): Promise<boolean> {
    try {
      await run();
    } catch (error) {
      this.fail(what, error instanceof Error ? error.message : String(error));
      return false;
    }
    this.pass(what);
    return true;
  }

  pass(what: string): void {
    this.counts.passed++;
    printLine(`passed: ${what}`);
  }

  fail(what: string, reason: string): void {
    this.counts.failed++;
    process.stderr.write(`failed: ${what}: ${reason}\n`);
  }

  skip(what: string, reason: string): void {
    this.counts.skipped++;
    printLine(`skipped: ${what}: ${reason}`);
  }

  /** Prints the last line. @returns the exit code: 1 if a check failed or none ran */
  end(): 0 | 1 {
    const { passed, failed, skipped } = this.counts;
    printLine(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    return failed > 0 || passed + skipped === 0 ? 1 : 0;
  }
}

/** Runs a command's checks; an error outside of a check is a failure, too. */
export async function runChecks(body: (checks: Checks) => Promise<void>): Promise<void> {
  const checks = new Checks();
  await body(checks).catch((error: unknown) =>
    checks.fail('the command', error instanceof Error ? error.message : String(error)),
  );
  process.exitCode = checks.end();
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
