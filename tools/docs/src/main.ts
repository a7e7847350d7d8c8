import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkSite } from './checks/check-site';
import { buildSite } from './site/build-site';
import { WORKSPACE } from './workspace';

const HELP = `npx nx run docs:build [-- --out DIR]

Writes the documentation as pages that work offline, and checks their links.
  --out DIR   default: dist/docs; what is there is replaced
`;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    out: { type: 'string', default: join(WORKSPACE, 'dist/docs') },
    help: { type: 'boolean' },
  },
});

async function main(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const warnings = await buildSite(out);
  const { pages, links, broken, requests } = checkSite(out);
  for (const fault of broken) process.stderr.write(`broken link: ${fault}\n`);
  for (const request of requests) process.stderr.write(`loaded from a host: ${request}\n`);
  if (warnings + broken.length + requests.length > 0) {
    const counts = `${warnings} warnings, ${broken.length} broken links, ${requests.length} requests to hosts`;
    process.stderr.write(`docs:build failed: ${counts}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${pages} pages, ${links} links, none broken: ${join(out, 'index.html')}\n`);
}

if (values.help) process.stdout.write(HELP);
else void main(values.out);
