module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'pose-module',
  rootDir: __dirname,
};
