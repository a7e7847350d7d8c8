const preset = require('../../jest.preset.cjs');

module.exports = {
  ...preset,
  displayName: 'nn',
  rootDir: __dirname,
  setupFiles: [...preset.setupFiles, '<rootDir>/jest.backend.cjs'],
};
