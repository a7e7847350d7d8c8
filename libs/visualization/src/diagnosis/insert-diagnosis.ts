import { diagnosisSection } from './diagnosis-section';
import type { DiagnosisReport } from './diagnosis-report';

const SECTION = /<section id="diagnosis">[\s\S]*?<\/section>\n?/;
const LINK = '<a href="#diagnosis">Diagnosis</a>';
const CONFIG_SECTION = '<section id="config">';
const CONFIG_LINK = '<a href="#config">';

/**
 * The page of `renderReport` with a section on where its scores are lost, in place of an earlier one.
 *
 * @returns null for a page that has no place for it, as of another program
 */
export function insertDiagnosis(page: string, report: DiagnosisReport): string | null {
  const without = page.replace(SECTION, '').replace(LINK, '');
  const [section, link] = [CONFIG_SECTION, CONFIG_LINK].map((text) => without.indexOf(text));
  if (section < 0 || link < 0 || link > section) return null;
  return `${without.slice(0, link)}${LINK}${without.slice(link, section)}${diagnosisSection(report).text}\n${without.slice(section)}`;
}
