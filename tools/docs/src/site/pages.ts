import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../workspace';

/** A Markdown file that becomes a page. */
export interface Page {
  /** In the navigation. */
  readonly title: string;
  /** From the workspace's root. */
  readonly file: string;
  readonly children?: readonly Page[];
}

export interface PageGroup {
  readonly name: string;
  readonly pages: readonly Page[];
}

/** The pages beside those of the libraries, in the order of the navigation. */
export function pageGroups(): PageGroup[] {
  return [
    {
      name: 'Guides',
      pages: [
        { title: 'All guides', file: 'docs/guides/README.md' },
        { title: 'First run', file: 'docs/guides/first-run.md' },
        { title: 'Your own photographs', file: 'docs/PHOTOS.md' },
        { title: 'Your own data', file: 'docs/guides/own-data.md' },
        { title: 'Your own plugin', file: 'docs/guides/own-plugin.md' },
        { title: 'Recipes in code', file: 'docs/guides/recipes.md' },
        { title: 'The paper beside the code', file: 'docs/PAPER.md' },
        { title: 'Backends', file: 'docs/guides/backends.md' },
        { title: 'The tables again', file: 'docs/guides/tables.md' },
        { title: 'Coming from V-COCO’s Python', file: 'docs/guides/from-vcoco.md' },
        { title: 'Publishing', file: 'docs/guides/publishing.md' },
      ],
    },
    {
      name: 'Reference',
      pages: [
        { title: 'Command line', file: 'apps/trainer/README.md' },
        { title: 'Data, formats, scoring', file: 'docs/DATA.md' },
        { title: 'Extending', file: 'docs/EXTENDING.md' },
        { title: 'Example plugins', file: 'examples/README.md', children: examples() },
        { title: 'Several processes: MPI', file: 'docs/MPI.md' },
        { title: 'Scale', file: 'docs/SCALE.md' },
        { title: 'Results', file: 'docs/RESULTS.md' },
        { title: 'Speed', file: 'docs/SPEED.md' },
        { title: 'Card of the photo model', file: 'libs/photo/MODEL_CARD.md' },
        { title: 'Card of the small detector', file: 'libs/datasets/DETECTOR.md' },
      ],
    },
    {
      name: 'Project',
      pages: [
        { title: 'Architecture', file: 'docs/ARCHITECTURE.md' },
        { title: 'Decisions', file: 'docs/adr/README.md', children: decisions() },
        { title: 'Contributing', file: 'CONTRIBUTING.md', children: tools() },
        { title: 'Releasing', file: 'RELEASING.md' },
        { title: 'Code of conduct', file: 'CODE_OF_CONDUCT.md' },
        { title: 'Security', file: 'SECURITY.md' },
        { title: 'Changelog', file: 'CHANGELOG.md' },
      ],
    },
  ];
}

function decisions(): Page[] {
  return readdirSync(join(WORKSPACE, 'docs/adr'))
    .filter((name) => /^\d{4}-/.test(name))
    .sort()
    .map((name) => {
      const file = `docs/adr/${name}`;
      return { title: heading(file), file };
    });
}

function examples(): Page[] {
  return readdirSync(join(WORKSPACE, 'examples'))
    .map((name) => `examples/${name}/README.md`)
    .filter((file) => existsSync(join(WORKSPACE, file)))
    .map((file) => ({ title: heading(file), file }));
}

/** The tools of the workspace, and what its tests share. */
function tools(): Page[] {
  const folders = readdirSync(join(WORKSPACE, 'tools')).map((name) => `tools/${name}`);
  return [...folders, 'tools/e2e/src/regressions', 'libs/testing']
    .map((folder) => `${folder}/README.md`)
    .filter((file) => existsSync(join(WORKSPACE, file)))
    .map((file) => ({ title: heading(file), file }));
}

/** The first heading of a Markdown file. */
function heading(file: string): string {
  const text = readFileSync(join(WORKSPACE, file), 'utf8');
  return /^# (.+)$/m.exec(text)?.[1] ?? file;
}

/** A page's file and those below it. */
export function filesOf({ file, children = [] }: Page): string[] {
  return [file, ...children.flatMap(filesOf)];
}
