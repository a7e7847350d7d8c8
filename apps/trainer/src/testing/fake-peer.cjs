/** Stands in for Python: the first argument is a script's path, as for a real one; FAKE_PEER says how it behaves. */
const { readFileSync } = require('node:fs');
const { basename } = require('node:path');

const [script, ...args] = process.argv.slice(2);
const behaviour = JSON.parse(process.env.FAKE_PEER ?? '{}');

if (basename(script) === 'versions.py') {
  const versions = { torch: '2.15.0+cpu', torchvision: '0.29.2', ...behaviour.versions };
  const asked = args.map((name) => [name, versions[name] ?? null]);
  console.log(JSON.stringify({ python: '3.11.7', ...Object.fromEntries(asked) }));
} else if (behaviour.crash) {
  console.error(behaviour.crash);
  process.exit(3);
} else {
  const { name } = JSON.parse(readFileSync(0, 'utf8'));
  const report = { size: name, args, steps: 3, parameters: 10, peakMegabytes: 500 };
  console.log('a line that is no report');
  console.log(JSON.stringify({ ...report, milliseconds: { step: { median: 20, min: 19 } } }));
}
