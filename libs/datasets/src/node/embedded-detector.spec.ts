import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { embeddedDetector } from './embedded-detector';

const folder = temporaryFolder();

test('the package contains the published weights, at most 2 MB', () => {
  expect(statSync(embeddedDetector()).size).toBeLessThanOrEqual(2e6);
});

test('names a file that is missing, and how to go on', () => {
  const path = join(folder, 'absent.safetensors');
  expect(() => embeddedDetector(path)).toThrow(
    expect.objectContaining({
      kind: 'io',
      message: expect.stringMatching(/absent\.safetensors cannot be read .*detector\.weights=null/),
    }),
  );
});

test('refuses a file of another content', () => {
  const path = join(folder, 'changed.safetensors');
  copyFileSync(embeddedDetector(), path);
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] ^= 1;
  writeFileSync(path, bytes);
  expect(() => embeddedDetector(path)).toThrow(/is not the published file: its SHA-256 is/);
});
