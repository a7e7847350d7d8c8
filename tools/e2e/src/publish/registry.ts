import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { run } from '../pack/run';
import { VERDACCIO } from '../packages/pinned-tools';

const START_MS = 120_000;

/** A registry on this machine; packages that are not ours come from the registry that npm is set to. */
export interface Registry {
  readonly url: string;
  /** A .npmrc with which npm publishes to it and installs from it. */
  readonly npmrc: string;
  /** The environment in which npm uses it, whatever else is set. */
  readonly variables: NodeJS.ProcessEnv;
  stop(): void;
}

/** Starts verdaccio on 127.0.0.1, with all its files in a new folder. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const address = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yaml');
  writeFileSync(config, configOf(folder, npmSetting('registry', folder)));
  // npm would start verdaccio through a shell, which does not pass the signal on that ends it.
  const tool = join(folder, 'tool');
  mkdirSync(tool);
  writeFileSync(join(tool, 'package.json'), '{"private":true}');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', VERDACCIO], tool);
  const log = join(folder, 'log.txt');
  const script = join(tool, 'node_modules/verdaccio/bin/verdaccio');
  const child = spawn(process.execPath, [script, '--config', config, '--listen', address], {
    cwd: folder,
    env: { ...process.env, ...certificates(folder) },
    // A file, since nobody reads a pipe while a check runs.
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')],
  });
  const stop = () => void child.kill();
  try {
    await answers(`http://${address}/-/ping`, child, log);
  } catch (error) {
    stop();
    throw error;
  }
  return {
    url: `http://${address}/`,
    variables: { npm_config_registry: `http://${address}/` },
    npmrc: `registry=http://${address}/\n//${address}/:_authToken=none\naudit=false\nfund=false\n`,
    stop,
  };
}

function configOf(folder: string, upstream: string): string {
  const ours = { access: '$all', publish: '$anonymous' };
  // YAML holds JSON.
  return JSON.stringify({
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
    uplinks: { upstream: { url: upstream, timeout: '60s', maxage: '60m', cache: true } },
    packages: {
      '@turbo-hoi/*': ours,
      'turbo-hoi': ours,
      '**': { access: '$all', proxy: 'upstream' },
    },
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  });
}

/** What npm was told about certificates, for verdaccio's own requests. */
function certificates(folder: string): NodeJS.ProcessEnv {
  const file = npmSetting('cafile', folder);
  return file && file !== 'null' ? { NODE_EXTRA_CA_CERTS: file } : {};
}

const npmSetting = (name: string, folder: string) =>
  run('npm', ['config', 'get', name], folder).trim();

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function answers(url: string, child: ChildProcess, log: string): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end && child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`the registry does not answer at ${url}\n${readFileSync(log, 'utf8')}`);
}
