module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'weights',
  rootDir: __dirname,
};
