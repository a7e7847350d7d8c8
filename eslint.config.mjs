import nx from '@nx/eslint-plugin';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier/flat';
import tseslint from 'typescript-eslint';

// Test helpers; an import outside a *.spec.ts breaks the build, since they are no dependency.
const always = ['layer:testing'];

// From the bottom to the top, as docs/ARCHITECTURE.md draws them: a library imports the layers below its own.
const layers = ['core', 'foundation', 'base', 'model', 'loop', 'run', 'photo', 'experiment'];
const layerRules = layers.map((layer, i) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: [...layers.slice(0, i).map((name) => `layer:${name}`), ...always],
}));

export default [
  { ignores: ['**/dist', '**/out-tsc', '**/coverage', '.nx', '**/files/**/*.template'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { '@nx': nx },
    files: ['**/*.ts'],
    // Keeps classes used as constructor types as value imports: inversify reads them at run time.
    languageOptions: {
      parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          allow: [],
          depConstraints: [
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib', 'type:private'] },
            { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:lib'] },
            ...layerRules,
            { sourceTag: 'layer:testing', onlyDependOnLibsWithTags: ['layer:testing'] },
            // Typed arrays in, typed arrays out.
            ...[
              'detection',
              'checkpoints',
              'files',
              'formats',
              'datasets',
              'evaluation',
              'weights',
              'visualization',
            ].map((lib) => ({
              sourceTag: `scope:${lib}`,
              bannedExternalImports: ['@tensorflow/*'],
            })),
            // What they exchange is a contract in core.
            { sourceTag: 'scope:hoi-module', notDependOnLibsWithTags: ['scope:pose-module'] },
            { sourceTag: 'scope:pose-module', notDependOnLibsWithTags: ['scope:hoi-module'] },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['**/*.{cjs,mjs}'],
    languageOptions: { globals: { AbortController: 'readonly', console: 'readonly' } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        __dirname: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  // Packages as others write them, outside of the layers.
  { files: ['examples/**/*.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  prettier,
];
