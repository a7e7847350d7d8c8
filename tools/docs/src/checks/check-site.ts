import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { externalFault, isExternal } from './external';
import { pageParts, type PageParts, styleAddresses } from './html';

/** Faults of a built site: broken links, and files that a page would load from a host. */
export interface SiteFaults {
  readonly pages: number;
  readonly links: number;
  readonly broken: readonly string[];
  readonly requests: readonly string[];
}

/** Links inside the site are followed, anchors included; of others the address is read. */
export function checkSite(folder: string): SiteFaults {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const pages = new Map<string, PageParts>(
    names.filter((name) => /\.(html|svg)$/.test(name)).map((name) => [name, pageParts(read(name))]),
  );
  const broken = [...pages].flatMap(([name, { links, loaded }]) =>
    [...links, ...loaded.filter((address) => !/^[a-z]+:/.test(address))]
      .map((link) => linkFault(folder, pages, name, link))
      .filter((fault) => fault !== null)
      .map((fault) => `${name}: ${fault}`),
  );
  const loads = (name: string): readonly string[] => {
    const page = pages.get(name);
    if (page) return page.loaded;
    if (name.endsWith('.css')) return styleAddresses(read(name));
    return name.endsWith('.js') ? scriptRequests(read(name)) : [];
  };
  const requests = names.flatMap((name) =>
    loads(name)
      .filter((address) => /^(?:[a-z]+:)?\/\//.test(address))
      .map((address) => `${name}: ${address}`),
  );
  const links = [...pages.values()].reduce((sum, page) => sum + page.links.length, 0);
  return { pages: names.filter((name) => name.endsWith('.html')).length, links, broken, requests };
}

/** What is wrong with a link of a page; null: nothing. */
function linkFault(
  folder: string,
  pages: ReadonlyMap<string, PageParts>,
  page: string,
  link: string,
): string | null {
  if (isExternal(link)) return externalFault(link);
  const [path, anchor] = link.split('#').map(decodeURIComponent);
  const target = path === '' ? page : normalize(join(dirname(page), path));
  const file = join(folder, target);
  if (!existsSync(file) || !statSync(file).isFile()) return `${link}: no such file`;
  if (!anchor) return null;
  return pages.get(target)?.ids.has(anchor) ? null : `${link}: no such anchor`;
}

/** Fixed addresses that a script fetches. */
function scriptRequests(code: string): string[] {
  const calls = /\b(?:fetch|import|importScripts|Worker|WebSocket|open)\(\s*["'`]([^"'`]+)/g;
  return [...code.matchAll(calls)].map(([, address]) => address);
}
