import { createRequire } from 'node:module';

/** Version of the running core. */
export function coreVersion(): string {
  const { version } = createRequire(__filename)('@turbo-hoi/core/package.json') as {
    version: string;
  };
  return version;
}
