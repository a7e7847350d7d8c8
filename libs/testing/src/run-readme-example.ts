import { readFileSync } from 'node:fs';

/**
 * Runs the first `ts` block of a README and returns the lines that it logs.
 *
 * @param load the `require` of the spec, which resolves the example's imports
 */
export async function runReadmeExample(file: string, load: NodeJS.Require): Promise<string[]> {
  const [, source] = /```ts\n([\s\S]*?)```/.exec(readFileSync(file, 'utf8')) ?? [];
  if (!source) throw new Error(`${file}: expected a block of code that starts with \`\`\`ts`);
  // Loaded on demand, since loading takes as long as many specs.
  const { default: ts } = await import('typescript');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const lines: string[] = [];
  const log = (...values: unknown[]) => lines.push(values.map(String).join(' '));
  const run = new Function(
    'require',
    'exports',
    'console',
    `return (async () => {${outputText}})()`,
  );
  await run(load, {}, { log });
  return lines;
}
