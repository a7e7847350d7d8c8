import 'reflect-metadata';
import { loadPlugins } from '../node/plugins/load-plugins';
import { Container } from 'inversify';
import { ATTENTION_MASKS, type AnyPlugin } from '@turbo-hoi/core';

/** Loads each plugin file named on the command line and prints the kinds as JSON, or the message that refuses it. */
async function main(): Promise<void> {
  const found: string[][] = [];
  for (const spec of process.argv.slice(2)) found.push(await kindsOf(spec));
  process.stdout.write(JSON.stringify(found));
}

async function kindsOf(spec: string): Promise<string[]> {
  try {
    const container = new Container();
    container.load(...(await loadPlugins([{ spec, folder: process.cwd(), source: spec }])));
    return container.getAll<AnyPlugin>(ATTENTION_MASKS.token).map(({ kind }) => kind);
  } catch (error) {
    return [(error as Error).message];
  }
}

void main();
