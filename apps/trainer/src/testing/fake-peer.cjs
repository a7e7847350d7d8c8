/**
 * Stands in for Python, where the first argument is a script, and for this command line, where it is `bench`. FAKE_PEER says how Python
 * behaves.
 */
const { readFileSync } = require('node:fs');
const { basename } = require('node:path');

const [script, ...args] = process.argv.slice(2);
const behaviour = JSON.parse(process.env.FAKE_PEER ?? '{}');
const after = (option) => args[args.indexOf(option) + 1];

function report(size, step) {
  const counts = { parameters: 10, trained: 8, peakMegabytes: 500 };
  const milliseconds = { step: { median: step, min: step - 1 } };
  const threads = process.env.OMP_NUM_THREADS;
  return { size, args, threads, steps: Number(after('--steps')), ...counts, milliseconds };
}

if (script === 'bench') {
  console.log(JSON.stringify(report(after('--size'), 30)));
} else if (basename(script) === 'versions.py') {
  const versions = { torch: '2.15.0+cpu', torchvision: '0.29.2', ...behaviour.versions };
  const asked = args.map((name) => [name, versions[name] ?? null]);
  console.log(JSON.stringify({ python: '3.11.7', ...Object.fromEntries(asked) }));
} else if (behaviour.crash) {
  console.error(behaviour.crash);
  process.exit(3);
} else {
  JSON.parse(readFileSync(0, 'utf8'));
  console.log('a line that is no report');
  console.log(JSON.stringify({ ...report(after('--name'), 20), ...behaviour.report }));
}
