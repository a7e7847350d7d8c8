module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'mpi',
  rootDir: __dirname,
};
