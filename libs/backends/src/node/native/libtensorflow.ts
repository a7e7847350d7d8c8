import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileStamp } from '../cache/file-stamp';
import { Unavailable } from './unavailable';

/** A TensorFlow library to link the binding against, with its headers. */
export interface Libtensorflow {
  readonly libraryFolder: string;
  readonly includeFolder: string;
  /** File names in `libraryFolder`: the C API's library and the framework library that it needs. */
  readonly libraries: readonly string[];
  /** Changes with the library. */
  readonly identity: string;
}

/**
 * Reads a folder in one of TensorFlow's two forms: a Python package's `tensorflow` folder
 * (`libtensorflow_cc` beside `include/`), or the C library's archive (`lib/libtensorflow`, `include/`).
 */
export function libtensorflowIn(folder: string): Libtensorflow {
  for (const [sub, name] of [
    ['', 'libtensorflow_cc'],
    ['lib', 'libtensorflow'],
    ['', 'libtensorflow'],
  ]) {
    const libraryFolder = join(folder, sub);
    const libraries = [name, 'libtensorflow_framework'].map((stem) => find(libraryFolder, stem));
    if (!libraries.every((file) => file !== undefined)) continue;
    const includeFolder = join(folder, 'include');
    if (!existsSync(join(includeFolder, 'tensorflow', 'c', 'c_api.h'))) break;
    return {
      libraryFolder,
      includeFolder,
      libraries,
      identity: libraries.map((file) => fileStamp(join(libraryFolder, file))).join(),
    };
  }
  throw new Unavailable(
    `${folder}: no libtensorflow with its headers (expected libtensorflow_cc or lib/libtensorflow, and include/tensorflow/c/c_api.h)`,
    "name the folder of Python's tensorflow package, or of an unpacked libtensorflow archive",
  );
}

function find(folder: string, stem: string): string | undefined {
  return [`${stem}.so.2`, `${stem}.2.dylib`].find((name) => existsSync(join(folder, name)));
}
