import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** `case.json`: a command line, and what it must do. */
const caseSchema = z.strictObject({
  /** Why the case is there. */
  about: z.string().optional(),
  /** Of the trainer, the command first; paths are relative to the case's folder, which is a copy. */
  args: z.array(z.string()).min(1),
  exit: z.int().default(0),
  /** A regular expression of standard output and error together. */
  match: z.string().optional(),
  /** A regular expression that they must not match. */
  never: z.string().optional(),
  /** Values by their dotted path in the JSON file that --out names or, without --out, in standard output. */
  json: z.record(z.string(), z.unknown()).default({}),
  /** Variables of the environment; null: not set. */
  env: z.record(z.string(), z.string().nullable()).default({}),
  seconds: z.number().positive().default(120),
});

export type Case = z.output<typeof caseSchema>;

/** @throws Error that names the file and the field */
export function readCase(folder: string): Case {
  const path = join(folder, 'case.json');
  const parsed = caseSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [{ path: field, message }] = parsed.error.issues;
  throw new Error(`${path}: ${field.join('.')}: ${message}`);
}

export const isCase = (folder: string) => existsSync(join(folder, 'case.json'));

/** What a command did. */
export interface Outcome {
  /** Null: a signal ended it. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The file that --out names, or null. */
  readonly out: string | null;
}

/** What an outcome lacks of the case; empty: nothing. */
export function differences(expected: Case, { exit, stdout, stderr, out }: Outcome): string[] {
  const said = `${stdout}\n${stderr}`;
  const found: string[] = [];
  if (exit !== expected.exit)
    found.push(`exit code ${exit}, expected ${expected.exit}; it said: ${lastLines(said)}`);
  if (expected.match !== undefined && !new RegExp(expected.match, 's').test(said))
    found.push(`the output does not match ${expected.match}: ${lastLines(said)}`);
  if (expected.never !== undefined && new RegExp(expected.never, 's').test(said))
    found.push(`the output matches ${expected.never}: ${lastLines(said)}`);
  const fields = Object.entries(expected.json);
  if (fields.length === 0) return found;
  const document = parsed(out ?? stdout);
  if (document === undefined) return [...found, 'there is no JSON to look into'];
  for (const [path, value] of fields) {
    const actual = valueAt(document, path);
    if (!agree(actual, value))
      found.push(`${path} is ${JSON.stringify(actual)}, expected ${JSON.stringify(value)}`);
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valueAt(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], document);
}

const TOLERANCE = 1e-6;

function agree(actual: unknown, expected: unknown): boolean {
  if (typeof expected === 'number')
    return typeof actual === 'number' && Math.abs(actual - expected) <= TOLERANCE;
  return JSON.stringify(actual) === JSON.stringify(expected);
}

const LINES = 4;
const lastLines = (text: string) => text.trim().split('\n').slice(-LINES).join(' | ');
