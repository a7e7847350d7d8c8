import type { AnyPlugin } from '@turbo-hoi/core';
import { checkPlugin } from '@turbo-hoi/experiment/node';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { readSlotExamples } from './read-examples';

const examples = readSlotExamples();

test('every plugin slot is found', () => {
  expect(examples.map(({ slot }) => slot).sort()).toEqual([
    'ATTENTION_MASKS',
    'DATASETS',
    'DETECTORS',
    'HOI_MODULES',
    'INITIAL_POSES',
    'METRICS',
    'OBJECT_BRANCHES',
    'OPTIMIZERS',
    'POSE_ANNOTATORS',
    'POSE_MODULES',
    'STEMS',
  ]);
});

test.each(examples.map(({ slot, code }) => [slot, code] as const))(
  'the example of %s is a plugin that works',
  async (_, code) => {
    expect(code).not.toBeNull();
    await expect(checkPlugin(load(code!))).resolves.toBeUndefined();
  },
);

/** The default export of a module. */
function load(code: string): AnyPlugin {
  const { outputText } = transpileModule(code, {
    compilerOptions: {
      module: ModuleKind.CommonJS,
      target: ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const module: { default?: AnyPlugin } = {};
  new Function('require', 'exports', outputText)(require, module);
  return module.default!;
}
