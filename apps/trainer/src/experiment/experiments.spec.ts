import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGS } from '../configs';
import { codeVersion } from './code-version';
import { EXPERIMENTS } from './experiments';

describe.each(Object.entries(EXPERIMENTS))('%s', (_, plan) => {
  test('names built-in configs, and rows and columns that exist', () => {
    const { configs, rows, differences, columns, evaluations } = plan;
    const isMissing = (name: string) => !existsSync(join(CONFIGS, `${name}.ts`));
    const used = Object.values(configs).map((given) =>
      typeof given === 'string' ? given : given.config,
    );
    expect(used.filter(isMissing)).toEqual([]);
    const named = [...rows, ...differences.flatMap(({ of }) => of)].map(({ config }) => config);
    expect(named.filter((name) => !(name in configs))).toEqual([]);
    const asked = columns.flatMap(({ evaluation }) => evaluation ?? []);
    expect(asked.filter((name) => !(name in evaluations))).toEqual([]);
  });
});

test('the version of code outside of a repository is the given one', () => {
  expect(codeVersion('/', '1.2.3')).toBe('1.2.3');
});
