module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'checkpoints',
  rootDir: __dirname,
};
