module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'turbo-loop',
  rootDir: __dirname,
};
