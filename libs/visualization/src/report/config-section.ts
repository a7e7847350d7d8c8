import { markup, type Markup } from '../markup/markup';

/** The resolved config, folded. */
export function configSection(config: unknown): Markup {
  const text = JSON.stringify(config, null, 2) ?? 'none';
  return markup`<section id="config"><h2>Config</h2><details><summary>The resolved config of this run</summary><pre>${text}</pre></details></section>`;
}
