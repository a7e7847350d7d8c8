import type { GeneratorCallback, Tree } from '@nx/devkit';
import { nodeCommand } from './node-command';
import { runCommand } from './run-command';

/** The options of generator-schema.json. */
export interface PluginGeneratorOptions {
  readonly name: string;
  readonly package?: boolean;
  readonly dir?: string;
}

/** Nx generators that do what `trainer:new` does, so that there is one list of files. */
export const stem = generatorOf('stem');
export const detector = generatorOf('detector');
export const mask = generatorOf('mask');
export const hoi = generatorOf('hoi');
export const pose = generatorOf('pose');
export const dataset = generatorOf('dataset');
export const metric = generatorOf('metric');
export const optimizer = generatorOf('optimizer');

function generatorOf(part: string) {
  // nx runs the callback after the generator, and not with --dry-run.
  return (tree: Pick<Tree, 'root'>, options: PluginGeneratorOptions): GeneratorCallback =>
    async () => {
      const code = await runCommand(newCommand(tree.root, part, options));
      if (code !== 0) process.exit(code);
    };
}

/** The command `new` of the trainer. */
export function newCommand(
  root: string,
  part: string,
  { name, package: isPackage = false, dir = '.' }: PluginGeneratorOptions,
) {
  const userArgs = [part, name, '--dir', dir, ...(isPackage ? ['--package'] : [])];
  return nodeCommand(
    {
      script: 'apps/trainer/src/main.ts',
      tsConfig: 'apps/trainer/tsconfig.json',
      fixedArgs: ['new'],
      userArgs,
    },
    {
      root,
      cwd: process.cwd(),
      projectName: undefined,
      projectsConfigurations: { version: 2, projects: {} },
    },
  );
}
