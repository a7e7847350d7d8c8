// Imports an export of an annotation tool as a data set of kind `custom`.
import { exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { TurboHoiError } from '@turbo-hoi/core';
import { CVAT_ATTRIBUTES, parseActionNames, parseClassNames } from '../src/index';
import { IMPORT_TOOLS, importAnnotations, type ImportOptions } from '../src/node';

const HELP = `npx nx run datasets:import -- cvat|label-studio FILE OUT [--images FOLDER]
                               [--class LABEL=CLASS] [--action NAME=ACTION[:ROLE]]
                               [--keypoints FILE] [--actions-in ATTRIBUTE] [--link ATTRIBUTE]

Writes OUT/dataset.json, a data set of kind custom, and copies the images into OUT/images; OUT must
be empty or absent. What was left out is counted and named.

  cvat          the JSON file of an export "COCO 1.0" or "COCO Keypoints 1.0"
  label-studio  an export "JSON" (its COCO and JSON-MIN exports have lost the relations)

  --images      folder of the images; names that Label Studio has changed are found
  --class       a label under another name, "man=person", or left out, "shadow="; repeatable
  --action      an action under another name, with the role of its object (default: obj),
                "rides=ride:instr", or left out, "male="; repeatable
  --keypoints   cvat: a second export, COCO Keypoints 1.0, for the skeletons of people with boxes
  --actions-in  cvat: attribute whose value names actions (default: ${CVAT_ATTRIBUTES.actions.join(', ')})
  --link        cvat: attribute that a person and an object share (default: ${CVAT_ATTRIBUTES.links.join(', ')})

Examples:
  npx nx run datasets:import -- cvat annotations/instances_default.json mine --images images/default
  npx nx run datasets:import -- label-studio export.json mine --images photos --class man=person
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      images: { type: 'string' },
      class: { type: 'string', multiple: true, default: [] },
      action: { type: 'string', multiple: true, default: [] },
      keypoints: { type: 'string' },
      'actions-in': { type: 'string', multiple: true },
      link: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  const [tool, file, out, ...rest] = positionals;
  const isKnown = (IMPORT_TOOLS as readonly string[]).includes(tool);
  if (values.help || !isKnown || out === undefined || rest.length > 0) {
    (values.help ? stdout : stderr).write(HELP);
    return values.help ? 0 : 2;
  }
  const lines = await importAnnotations({
    tool: tool as ImportOptions['tool'],
    file,
    out,
    ...(values.images !== undefined && { images: values.images }),
    ...(values.keypoints !== undefined && { keypoints: values.keypoints }),
    classes: parseClassNames(values.class),
    actions: parseActionNames(values.action),
    attributes: {
      actions: values['actions-in'] ?? CVAT_ATTRIBUTES.actions,
      links: values.link ?? CVAT_ATTRIBUTES.links,
    },
  });
  stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

main().then(exit, (error: unknown) => {
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const isUsage =
    !(error instanceof TurboHoiError) || error.kind === 'usage' || error.kind === 'config';
  exit(isUsage ? 2 : 1);
});
