module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'photo',
  rootDir: __dirname,
};
