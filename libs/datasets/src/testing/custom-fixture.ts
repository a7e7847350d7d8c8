import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** The data set of the README. */
export const EXAMPLE = JSON.parse(
  /```json\n(\{\s*"format"[^]*?)```/.exec(
    readFileSync(join(__dirname, '../../README.md'), 'utf8'),
  )![1],
);

/** A copy of the example with changes: values by path, undefined removes a value. */
export function changed(changes: Readonly<Record<string, unknown>>): unknown {
  return withChanges(EXAMPLE, changes);
}

/** A copy with values set by path; undefined removes a value. */
export function withChanges<Content>(
  original: Content,
  changes: Readonly<Record<string, unknown>>,
): Content {
  const document = structuredClone(original);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    const parent = steps.reduce(
      (node, step) => node[step] as Record<string, unknown>,
      document as Record<string, unknown>,
    );
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return document;
}

/** Writes a data set file, and images of the same color and size. */
export async function putCustom(
  root: string,
  document: unknown,
  images: readonly string[] = ['images/0001.jpg'],
  [width, height] = [640, 480],
): Promise<void> {
  for (const file of images) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    const create = { width, height, channels: 3 as const, background: 'red' };
    await sharp({ create }).toFile(join(root, file));
  }
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  await writeFile(join(root, 'dataset.json'), text);
}
