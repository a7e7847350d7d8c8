import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as TypeDoc from 'typedoc' with { 'resolution-mode': 'import' };
import { REPOSITORY, WORKSPACE } from '../workspace';
import { layersAsText } from './layers-as-text';
import { libraryEntries } from './libraries';
import { filesOf, type Page, pageGroups } from './pages';
import { withRepositoryLinks } from './repository-links';

/**
 * Writes the site: README, guides and the other pages, and every export of every published library.
 *
 * @returns number of warnings and errors, which TypeDoc has printed
 */
export async function buildSite(out: string): Promise<number> {
  // TypeDoc is an ES module.
  const typedoc = await import('typedoc');
  const entries = libraryEntries();
  const groups = pageGroups();
  const app = await typedoc.Application.bootstrap(
    {
      name: 'turbo-hoi',
      entryPoints: entries.map(({ source }) => join(WORKSPACE, source)),
      tsconfig: join(WORKSPACE, 'tools/docs/tsconfig.api.json'),
      // `typecheck` reports errors of types.
      skipErrorChecking: true,
      readme: 'none',
      excludeInternal: true,
      excludePrivate: true,
      excludeExternals: true,
      disableGit: true,
      basePath: WORKSPACE,
      displayBasePath: WORKSPACE,
      sourceLinkTemplate: `${REPOSITORY}/blob/main/{path}#L{line}`,
      sort: ['kind', 'instance-first', 'alphabetical-ignoring-documents'],
      groupOrder: [...groups.map(({ name }) => name), 'Modules', '*'],
      navigation: { includeGroups: true, includeFolders: false },
      navigationLinks: { Repository: REPOSITORY },
      customCss: join(WORKSPACE, 'tools/docs/src/site/site.css'),
      validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: false },
      highlightLanguages: ['typescript', 'javascript', 'json', 'bash', 'html', 'python', 'yaml'],
    },
    [new typedoc.TSConfigReader()],
  );
  app.converter.on(
    typedoc.Converter.EVENT_RESOLVE_BEGIN,
    ({ project }) => addPages(typedoc, app, project),
    // Before everything that resolves links and groups.
    1e5,
  );
  // A folder alone, as TypeDoc links to the README, shows a list of files where no server answers.
  app.renderer.on(typedoc.PageEvent.END, (page: TypeDoc.PageEvent) => {
    page.contents = page.contents?.replace(/href="(\.\.?\/)(["#])/g, 'href="$1index.html$2');
  });
  const project = await app.convert();
  if (!project) return Math.max(1, app.logger.errorCount);
  app.validate(project);
  await app.generateDocs(project, out);
  return app.logger.errorCount + app.logger.warningCount;
}

/** Names the modules as they are imported and gives them their READMEs; adds the other pages. */
function addPages(
  { DocumentReflection, MinimalSourceFile, ReflectionKind, normalizePath }: typeof TypeDoc,
  app: TypeDoc.Application,
  project: TypeDoc.ProjectReflection,
): void {
  const entries = libraryEntries();
  const groups = pageGroups();
  const files = new Set([
    'README.md',
    ...groups.flatMap(({ pages }) => pages.flatMap(filesOf)),
    ...entries.flatMap(({ readme }) => readme ?? []),
  ]);
  const pathOf = (file: string) => normalizePath(join(WORKSPACE, file));
  const contentOf = (file: string) => {
    const whole = readFileSync(join(WORKSPACE, file), 'utf8');
    // The landing page has the project's name as its title already.
    const text = file === 'README.md' ? whole.replace(/^# .+\n/, '') : whole;
    return parsed(layersAsText(withRepositoryLinks(text, file, files)), file);
  };
  const parsed = (text: string, file: string) => {
    const source = new MinimalSourceFile(text, pathOf(file));
    return app.converter.parseRawComment(source, project.files).content;
  };

  project.readme = contentOf('README.md');
  project.files.registerReflectionPath(pathOf('README.md'), project);
  for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
    const path = project.files.getReflectionPath(module);
    const entry = entries.find(({ source }) => pathOf(source) === path);
    if (!entry) throw new Error(`no entry of a library is ${path}`);
    module.name = entry.name.replace('@turbo-hoi/', '');
    if (!module.isDeclaration()) continue;
    if (!entry.readme) {
      module.readme = parsed(`\`${entry.name}\`: what needs Node.`, entry.source);
      continue;
    }
    module.readme = contentOf(entry.readme);
    project.files.registerReflectionPath(pathOf(entry.readme), module);
  }

  const add = (
    page: Page,
    parent: TypeDoc.ProjectReflection | TypeDoc.DocumentReflection,
    group: string,
  ): void => {
    const document = new DocumentReflection(page.title, parent, contentOf(page.file), { group });
    parent.addChild(document);
    project.registerReflection(document, undefined, pathOf(page.file));
    for (const child of page.children ?? []) add(child, document, group);
  };
  for (const { name, pages } of groups) for (const page of pages) add(page, project, name);
}
