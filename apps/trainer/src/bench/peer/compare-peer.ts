import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { printLine } from '../../terminal/print-line';
import type { BenchReport } from '../bench-report';
import { BENCH_CASES } from '../cases/bench-cases';
import type { CaseName } from '../cases/case-names';
import { type BenchSetting, busyWarning } from '../setting';
import { threadVariables } from '../threads';
import { alternate } from './alternate';
import { type BenchProgram, runBenchProgram } from './bench-process';
import { compare } from './comparison';
import { formatComparison } from './comparison-table';
import type { PeerInput } from './peer-input';
import { PEER_FOLDER, peerVersions, type Versions } from './peer-versions';

export interface ComparePeerOptions {
  /** The program `python`. */
  readonly peer: string;
  readonly names: readonly CaseName[];
  readonly rounds: number;
  readonly steps: number;
  readonly warmup: number;
  readonly threads?: number;
  readonly json?: true;
  readonly where: BenchSetting;
}

/**
 * Times cases here and in Python by turns, each run in a process of its own, and prints a table or a line of JSON for each.
 *
 * @throws TurboHoiError `usage` for a Python that will not do, `backend` for a run that fails, `shape` for sides that differ
 */
export async function comparePeer(options: ComparePeerOptions): Promise<void> {
  const { peer: python, names, rounds, json, where } = options;
  const threads = options.threads ?? availableParallelism();
  const inputs = new Map<CaseName, PeerInput | undefined>();
  for (const name of names) {
    const { peer } = BENCH_CASES[name];
    inputs.set(name, 'none' in peer ? undefined : await peer());
  }
  const packages = [...new Set([...inputs.values()].flatMap((input) => input?.packages ?? []))];
  const versions = await peerVersions(python, packages);
  if (!json) printLine(`${heading(where, threads, versions)}\n`);
  for (const [name, input] of inputs) {
    const { about, peer: by } = BENCH_CASES[name];
    const alone = 'none' in by ? by.none : undefined;
    const side = { ...options, threads };
    const programs = [ourProgram(name, side)];
    if (input) programs.push(peerProgram(name, input, side));
    const [ours, peer = []] = await alternate(programs, rounds, runBenchProgram<BenchReport>);
    const comparison = compare(ours, peer);
    if (json) printLine(JSON.stringify({ ...where, threads, versions, ...comparison, alone }));
    else {
      const table = formatComparison(comparison, { about, peerName: input?.name ?? 'peer' });
      printLine(`${table}${alone ? `\nNo peer: ${alone}.` : ''}\n`);
    }
  }
}

type SideOptions = ComparePeerOptions & { readonly threads: number };

const counts = ({ steps, warmup, threads }: SideOptions) =>
  Object.entries({ steps, warmup, threads }).flatMap(([name, n]) => [`--${name}`, `${n}`]);

/** This command line for one case. */
function ourProgram(name: CaseName, options: SideOptions): BenchProgram {
  // The native library would count as memory of a case that does not use it.
  const backend = BENCH_CASES[name].withoutTensors ? 'cpu' : options.where.backend.name;
  const own = ['bench', '--size', name, '--backend', backend, '--no-setup', '--no-waiting'];
  return {
    name: `turbo-hoi (${name})`,
    command: process.execPath,
    args: [...process.execArgv, process.argv[1], ...own, '--json', ...counts(options)],
    env: threadVariables(options.threads),
  };
}

function peerProgram(
  name: string,
  { script, args, input }: PeerInput,
  options: SideOptions,
): BenchProgram {
  return {
    name: `${script} (${name})`,
    command: options.peer,
    args: [join(PEER_FOLDER, script), ...args, '--name', name, ...counts(options)],
    env: threadVariables(options.threads),
    input,
  };
}

function heading(where: BenchSetting, threads: number, versions: Versions): string {
  const { backend, machine, date } = where;
  const python = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${backend.name} (${backend.version}) beside ${python.join(', ')}`,
    `${machine.processor}, ${machine.cores} cores, ${threads} threads; ${date.slice(0, 10)}`,
    busyWarning(where),
  ]
    .filter(Boolean)
    .join('\n');
}
