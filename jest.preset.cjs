/** Globals of inner loops. A look-up of one in a test's vm takes longer than what is done with it: renderings took seven times as long. */
const numeric = [
  ...['Math', 'Number', 'Array', 'Object', 'Map', 'Set', 'Infinity'],
  ...['Float32Array', 'Float64Array', 'Int32Array', 'Uint32Array', 'Uint8Array', 'DataView'],
];

/** Shared Jest settings: swc compiles TS and the ESM-only inversify packages to CommonJS. */
const esmPackages = ['inversify', '@inversifyjs'];
module.exports = {
  testEnvironment: 'node',
  // Resolve workspace libs to their sources, as ts-node and tsc do.
  testEnvironmentOptions: {
    customExportConditions: ['@turbo-hoi/source', 'node', 'require', 'default'],
  },
  sandboxInjectedGlobals: numeric,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.ts'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  setupFiles: ['reflect-metadata', `${__dirname}/jest.setup.cjs`],
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  transform: {
    '^.+\\.[cm]?[tj]s$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
};
