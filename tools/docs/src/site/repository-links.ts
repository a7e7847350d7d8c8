import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { REPOSITORY, WORKSPACE } from '../workspace';

const CODE = /^ *(`{3,})[^\n]*\n[\s\S]*?^ *\1$/gm;
const LINK = /(\]\(|<a\b[^>]*\bhref="|^\[[^\]]+\]: )([^()\s"]+)/gm;
const IMAGE = /\.(png|svg)$/;

/**
 * Markdown whose links work outside of the repository: a folder becomes its README where that is a page, and what is
 * not a page nor an image becomes its address in the repository on the web.
 *
 * @param file of the text, from the workspace's root
 * @param pages files that become pages, from the workspace's root
 */
export function withRepositoryLinks(
  text: string,
  file: string,
  pages: ReadonlySet<string>,
): string {
  const target = (link: string) => (/^[a-z]+:|^#/.test(link) ? link : moved(link, file, pages));
  return outsideOfCode(text, (part) =>
    part.replace(LINK, (_, before: string, link: string) => before + target(link)),
  );
}

function moved(link: string, file: string, pages: ReadonlySet<string>): string {
  const [path, anchor] = link.split('#');
  const named = normalize(join(dirname(file), path)).replace(/\/$/, '');
  if (pages.has(named) || IMAGE.test(named)) return link;
  if (pages.has(`${named}/README.md`)) return `${path.replace(/\/$/, '')}/README.md`;
  const local = join(WORKSPACE, named);
  if (!existsSync(local)) return link;
  const kind = statSync(local).isDirectory() ? 'tree' : 'blob';
  return `${REPOSITORY}/${kind}/main/${named}${anchor === undefined ? '' : `#${anchor}`}`;
}

function outsideOfCode(text: string, change: (part: string) => string): string {
  let changed = '';
  let end = 0;
  for (const code of text.matchAll(CODE)) {
    changed += change(text.slice(end, code.index)) + code[0];
    end = code.index + code[0].length;
  }
  return changed + change(text.slice(end));
}
