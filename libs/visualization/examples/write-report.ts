// Writes the report of a synthetic run to report.html or the given file.
import { writeFileSync } from 'node:fs';
import { renderReport } from '../src/index';
import { fakeReport } from './fake-report';

const file = process.argv[2] ?? 'report.html';
void renderReport(fakeReport(1)).then((html) => {
  writeFileSync(file, html);
  console.log(`${file}: ${(html.length / 1e6).toFixed(2)} MB`);
});
