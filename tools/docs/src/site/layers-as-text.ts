const DIAGRAM = /^```mermaid\n(flowchart BT\n[\s\S]*?)^```$/gm;
const LAYER = /^ {2}subgraph (\S+)\n([\s\S]*?)^ {2}end$/gm;

/** Replaces the diagram of layers, which only some hosts draw, by a list of layers from the top to the bottom. */
export function layersAsText(text: string): string {
  return text.replace(DIAGRAM, (_, diagram: string) => {
    const rows = [...diagram.matchAll(LAYER)].map(([, layer, nodes]) => {
      const names = [...nodes.matchAll(/\["([^"]+)"\]/g)].map(([, name]) => name);
      return `${layer.padEnd(12)} ${names.join(', ')}`;
    });
    return ['```text', ...rows.reverse(), '```'].join('\n');
  });
}
