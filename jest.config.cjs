module.exports = {
  projects: ['<rootDir>/{libs,apps,tools}/*/jest.config.cjs'],
  // One process a core: by default one core is left idle, which is half of a small machine.
  maxWorkers: '100%',
  // Pure JavaScript tensors on a busy machine take their time.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/jest.closing-line.cjs'],
};
