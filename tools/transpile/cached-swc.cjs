// ts-node's transpiler with results kept between runs, in node_modules/.cache: a start of the trainer transpiles a thousand files.
// A result depends on the file's name and text, the compiler options and the version of swc, all of which name it.

const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const swc = require('ts-node/transpilers/swc');

const FOLDER = join(
  dirname(require.resolve('@swc/core/package.json')),
  '..',
  '..',
  '.cache',
  'turbo-hoi-transpiled',
);

exports.create = (options) => {
  const { transpile } = swc.create(options);
  const setting = JSON.stringify([
    require('@swc/core/package.json').version,
    options.nodeModuleEmitKind,
    options.service.config.options,
  ]);
  return {
    transpile: (text, { fileName, ...rest }) => {
      const name = createHash('sha256').update(JSON.stringify([setting, fileName, text]));
      const file = join(FOLDER, name.digest('hex'));
      const known = read(file);
      if (known) return known;
      const result = transpile(text, { fileName, ...rest });
      keep(file, result);
      return result;
    },
  };
};

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A folder that cannot be written, such as one of another user, costs time only. */
function keep(file, result) {
  try {
    mkdirSync(FOLDER, { recursive: true });
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify(result));
    renameSync(draft, file);
  } catch {
    // Transpiled again next time.
  }
}
