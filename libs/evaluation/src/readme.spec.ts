import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('README', () => {
  it('has an example with the documented output', () => {
    const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
    const source = /```ts\n([^]*?)```/.exec(readme)![1];
    const expected = [...source.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text]) => text);
    expect(expected).toHaveLength(2);

    const { code } = transformSync(source, {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    const printed: string[] = [];
    const console = { log: (value: unknown) => printed.push(String(value)) };
    new Function('require', 'exports', 'console', code)(require, {}, console);
    expect(printed).toEqual(expected);
  });
});
