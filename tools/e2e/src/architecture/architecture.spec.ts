import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';
import { tableBelow } from './markdown';

const page = readFileSync(join(WORKSPACE, 'docs/ARCHITECTURE.md'), 'utf8');
const read = (path: string) => readFileSync(join(WORKSPACE, path), 'utf8');

interface Lib {
  readonly name: string;
  readonly layer: string;
  /** The workspace's libraries in its `dependencies`. */
  readonly uses: readonly string[];
}

/** Every published lib of the workspace. */
const libs: readonly Lib[] = readdirSync(join(WORKSPACE, 'libs'))
  .filter((name) => !JSON.parse(read(`libs/${name}/package.json`)).private)
  .map((name) => {
    const tags: string[] = JSON.parse(read(`libs/${name}/project.json`)).tags;
    const dependencies = JSON.parse(read(`libs/${name}/package.json`)).dependencies ?? {};
    const own = Object.keys(dependencies).filter((key) => key.startsWith('@turbo-hoi/'));
    return {
      name,
      layer: tags.find((tag) => tag.startsWith('layer:'))!.slice('layer:'.length),
      uses: own.map((key) => key.slice('@turbo-hoi/'.length)).sort(),
    };
  });

/** The diagram's subgraphs, from the bottom to the top. */
const drawn = [...page.matchAll(/^ {2}subgraph (\S+)\n([\s\S]*?)^ {2}end$/gm)].map(
  ([, layer, nodes]) => ({
    layer,
    names: [...nodes.matchAll(/^ {4}lib-[\w-]+\["([\w-]+)"\]$/gm)].map(([, name]) => name).sort(),
  }),
);

describe('the diagram', () => {
  const layers = /const layers = \[([^\]]*)\]/.exec(read('eslint.config.mjs'))![1];
  const linted = [...layers.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);

  it('has the layers of the lint configuration, in their order', () => {
    expect(drawn.map(({ layer }) => layer)).toEqual(linted);
  });

  it('has every library in the layer of its tag', () => {
    const tagged = linted.map((layer) => ({
      layer,
      names: libs
        .filter((lib) => lib.layer === layer)
        .map(({ name }) => name)
        .sort(),
    }));
    expect(drawn).toEqual(tagged);
  });

  it('has an arrow from each layer to the one below it', () => {
    const arrows = [...page.matchAll(/^ {2}(\S+) --> (\S+)$/gm)].map(([, from, to]) => [from, to]);
    expect(arrows).toEqual(linted.slice(1).map((layer, i) => [layer, linted[i]]));
  });
});

describe('the table of libraries', () => {
  const rows = tableBelow(page, '## Libraries');

  it('has what each library imports, as its package.json does', () => {
    const listed = rows.map(([name, , uses]) => ({
      name: name.replaceAll('`', ''),
      uses: uses === '–' ? [] : uses.split(' ').sort(),
    }));
    const actual = libs.map(({ name, uses }) => ({ name, uses }));
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
    expect(listed.sort(byName)).toEqual(actual.sort(byName));
  });

  it('lists only lower libraries as imports of a library', () => {
    const height = new Map(drawn.flatMap(({ names }, i) => names.map((name) => [name, i])));
    const wrong = libs.flatMap(({ name, uses }) =>
      uses.filter((used) => !(height.get(used)! < height.get(name)!)).map((used) => [name, used]),
    );
    expect(wrong).toEqual([]);
  });
});

describe('where to add what', () => {
  const rows = tableBelow(page, '## Where to add what');

  it('names every plugin slot', () => {
    const sources = libs.flatMap(({ name }) =>
      readdirSync(join(WORKSPACE, 'libs', name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
        .map((path) => read(`libs/${name}/src/${path}`)),
    );
    const slots = sources.flatMap((source) =>
      [...source.matchAll(/^export const (\w+) = pluginSlot</gm)].map(([, slot]) => slot),
    );
    const named = rows.map(([, slot]) => slot.replaceAll('`', ''));
    expect(slots.length).toBeGreaterThan(0);
    expect(slots.filter((slot) => !named.includes(slot))).toEqual([]);
  });
});

test('files and folders that the page names exist', () => {
  const paths = [...page.matchAll(/`((?:libs|apps|tools|docs)\/[^`\s…*<>]+)`/g)].map(
    ([, path]) => path,
  );
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !existsSync(join(WORKSPACE, path)))).toEqual([]);
});
