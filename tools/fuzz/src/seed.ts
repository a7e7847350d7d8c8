import { readFileSync, writeFileSync } from 'node:fs';

/** A valid file to mutate, and its reader. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it is also mutated by JSON tokens. */
  readonly json: boolean;
  /** Reads a whole file; a thrown error determines the outcome. */
  read(bytes: Uint8Array): unknown;
}

/** One reader of the project with its seed files. */
export interface FuzzReader {
  readonly name: string;
  /** @param folder an empty folder for the files */
  seeds(folder: string): Promise<readonly Seed[]> | readonly Seed[];
}

/** A file that is read from its path, possibly with other, unchanged files. */
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
