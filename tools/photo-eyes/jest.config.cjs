module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'photo-eyes',
  rootDir: __dirname,
};
