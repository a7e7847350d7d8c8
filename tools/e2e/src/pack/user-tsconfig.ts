/** The `tsconfig.json` of a project that uses the libraries. */
export const USER_TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    outDir: 'out',
    types: ['node'],
    // The types of tfjs 4 do not pass the strict check.
    skipLibCheck: true,
  },
  files: ['compose.ts'],
};
