import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';

const FILE = join(__dirname, '../../weights/detector.safetensors');
const SHA256 = 'f306fc03e35b0539890cd1f457ce991ab6461b7d9e3bd33f938e4a3e5ee3d237';

/**
 * Path of the Faster R-CNN that was trained on the embedded data set and comes with this package; DETECTOR.md describes it.
 *
 * @throws TurboHoiError `io` if the file is missing or is not the published one
 */
export function embeddedDetector(file = FILE): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw unusable(file, `cannot be read (${(cause as Error).message})`, cause);
  }
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found === SHA256) return file;
  throw unusable(file, `is not the published file: its SHA-256 is ${found}, expected ${SHA256}`);
}

function unusable(file: string, what: string, cause?: unknown): TurboHoiError {
  return new TurboHoiError(
    'io',
    `detector.weights=embedded: ${file} ${what}. Install @turbo-hoi/datasets again, or train a detector with --set detector.weights=null.`,
    { cause },
  );
}
