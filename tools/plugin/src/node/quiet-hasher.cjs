const { dirname, join } = require('node:path');

const nx = dirname(require.resolve('nx/package.json'));
const REPORT = join(nx, 'dist/src/tasks-runner/life-cycles/performance-life-cycle.js');

// Nx 23.2 ends every run with its duration and, after 30 s, with recommendations, which no setting prevents; a program
// that trains for minutes is no slow build. This hasher is the one part of an executor that runs in nx's own process.
try {
  const report = require(REPORT);
  if ('flushPerformanceReport' in report) report.flushPerformanceReport = () => undefined;
} catch {
  // Another version of nx: its report is printed.
}

/** Nx's own hash of a task. */
module.exports = (task, { hasher, taskGraph, env }) =>
  hasher.hashTask(task, taskGraph, env ?? process.env);
