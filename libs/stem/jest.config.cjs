module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'stem',
  rootDir: __dirname,
};
