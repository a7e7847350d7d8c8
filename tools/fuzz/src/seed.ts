import { readFileSync, writeFileSync } from 'node:fs';

/** A good file, and what reads it: the mutator makes bad ones of it. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it is mutated by tokens too. */
  readonly json: boolean;
  /** Reads such a file to its end. What it throws is judged. */
  read(bytes: Uint8Array): unknown;
}

/** One reader of the project with the files that it is tried on. */
export interface FuzzReader {
  readonly name: string;
  /** @param folder an empty folder of their own */
  seeds(folder: string): Promise<readonly Seed[]> | readonly Seed[];
}

/** A file that is read from its path, perhaps among others that stay as they are. */
export function fileSeed(name: string, path: string, read: () => unknown): Seed {
  const bytes = new Uint8Array(readFileSync(path));
  return {
    name,
    bytes,
    json: path.endsWith('.json'),
    async read(mutated) {
      writeFileSync(path, mutated);
      try {
        await read();
      } finally {
        writeFileSync(path, bytes);
      }
    },
  };
}
