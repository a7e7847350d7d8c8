import { layersAsText } from './layers-as-text';

it('lists the layers of the diagram from the top to the bottom', () => {
  const diagram = [
    '```mermaid',
    'flowchart BT',
    '  subgraph core',
    '    lib-core["core"]',
    '  end',
    '  subgraph base',
    '    lib-nn["nn"]',
    '    lib-weights["weights"]',
    '  end',
    '  base --> core',
    '```',
  ].join('\n');
  expect(layersAsText(`a\n\n${diagram}\n\nb`)).toBe(
    'a\n\n```text\nbase         nn, weights\ncore         core\n```\n\nb',
  );
});
