module.exports = {
  projects: ['<rootDir>/{libs,apps,tools}/*/jest.config.cjs'],
  reporters: ['default', '<rootDir>/jest.closing-line.cjs'],
};
