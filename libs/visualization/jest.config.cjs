module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'visualization',
  rootDir: __dirname,
};
