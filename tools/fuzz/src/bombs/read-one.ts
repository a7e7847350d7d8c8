import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { readImage } from '@turbo-hoi/datasets/node';
import type { MatValue } from '@turbo-hoi/formats';
import { readJsonFile, readMatFile, readPickleFile } from '@turbo-hoi/formats/node';
import { openWeights } from '@turbo-hoi/weights/node';
import type { Measured } from './measured';

type Read = (path: string) => Promise<unknown>;

/** The reader of a file by its name; that of images for all others. */
const READERS: Readonly<Record<string, Read>> = {
  '.pkl': (path) => readPickleFile(path),
  '.pth': readWeights,
  '.pt': readWeights,
  '.safetensors': readWeights,
  '.mat': async (path) => (await readMatFile(path)).forEach(walk),
  '.json': (path) => readJsonFile(path, { '[]': () => undefined }),
};

async function main(path: string): Promise<void> {
  const before = peak();
  const started = process.cpuUsage();
  const outcome = await outcomeOf(READERS[extname(path)] ?? readImage, path);
  const { user, system } = process.cpuUsage(started);
  const measured: Measured = {
    seconds: (user + system) / 1e6,
    megabytes: (peak() - before) / 1024,
    outcome,
  };
  console.log(JSON.stringify(measured));
}

async function outcomeOf(read: Read, path: string): Promise<string> {
  try {
    await read(path);
    return 'read';
  } catch (error) {
    if (error instanceof TurboHoiError) return error.message.replace(path, '…').slice(0, 300);
    return `! ${String(error).slice(0, 300)}`;
  }
}

async function readWeights(path: string): Promise<void> {
  const file = await openWeights(path);
  for (const name of file.names) await file.tensor(name);
  await file.close();
}

function walk(value: MatValue): void {
  if (value.kind === 'cell') for (let i = 0; i < value.length; i++) walk(value.at(i));
  if (value.kind !== 'struct') return;
  for (let i = 0; i < value.length; i++) value.fields.forEach((field) => walk(value.get(field, i)));
}

/** Peak memory of this process in kilobytes; `maxRSS` would begin with the parent's. */
function peak(): number {
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'latin1'))![1]);
}

void main(process.argv[2]);
