module.exports = {
  projects: ['<rootDir>/{libs,apps,tools}/*/jest.config.cjs'],
  // Pure JavaScript tensors on a busy machine take their time.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/jest.closing-line.cjs'],
};
