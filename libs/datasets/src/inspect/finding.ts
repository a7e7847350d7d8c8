import { CHECKS, type CheckName, type Severity } from './checks';

/** The result of one check: number of occurrences and the first examples. */
export interface Finding {
  readonly check: CheckName;
  readonly severity: Severity;
  /** For example `box without area`. */
  readonly title: string;
  readonly count: number;
  /** The first ten occurrences. */
  readonly examples: readonly string[];
}

const SHOWN = 10;
const ORDER: readonly Severity[] = ['error', 'warning', 'note'];

/** Collects the results of checks, in memory that does not grow with the number of occurrences. */
export class Findings {
  private readonly found = new Map<CheckName, { count: number; examples: string[] }>();

  /** @param where the occurrence, for example `train, image 42, person 7: [3, 4, 3, 9]` */
  add(check: CheckName, where: string): void {
    const entry = this.found.get(check) ?? { count: 0, examples: [] };
    entry.count++;
    if (entry.examples.length < SHOWN) entry.examples.push(where);
    this.found.set(check, entry);
  }

  /** Errors first, then warnings and notes, each in the order of {@link CHECKS}. */
  list(): Finding[] {
    const names = Object.keys(CHECKS) as CheckName[];
    const findings = names.flatMap((check): Finding[] => {
      const entry = this.found.get(check);
      if (!entry) return [];
      const [severity, title] = CHECKS[check];
      return [{ check, severity, title, ...entry }];
    });
    return ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  }
}
