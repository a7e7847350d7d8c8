import { nodeCommand, type NodeExecutorContext } from './node-command';

const context: NodeExecutorContext = {
  root: '/workspace',
  cwd: '/workspace/libs',
  projectName: 'app',
  projectsConfigurations: { version: 2, projects: { app: { root: 'apps/app' } } },
};

test("the script runs from sources, with fixed arguments before the user's", () => {
  const options = { script: 'a/main.ts', fixedArgs: ['train'], userArgs: ['--set', 'a=b c'] };
  const { file, args } = nodeCommand(options, context, {});
  expect(file).toBe(process.execPath);
  expect(args.slice(0, 3)).toEqual(['-C', '@turbo-hoi/source', '-r']);
  expect(args[3]).toMatch(/^\/.*ts-node/);
  expect(args.slice(4)).toEqual(['/workspace/a/main.ts', 'train', '--set', 'a=b c']);
});

test("the script starts in the user's working directory", () => {
  const options = { script: 'main.ts' };
  expect(nodeCommand(options, context, {}).cwd).toBe('/workspace/libs');
  expect(nodeCommand(options, context, { INIT_CWD: '/workspace/x' }).cwd).toBe('/workspace/x');
});

test('ts-node gets the absolute path of the tsconfig of the project or of the named one', () => {
  const tsConfig = (option?: string) =>
    nodeCommand({ script: 'main.ts', tsConfig: option }, context, { A: 'b' }).env;
  expect(tsConfig()).toEqual({ A: 'b', TS_NODE_PROJECT: '/workspace/apps/app/tsconfig.json' });
  expect(tsConfig('x/tsconfig.json').TS_NODE_PROJECT).toBe('/workspace/x/tsconfig.json');
});
