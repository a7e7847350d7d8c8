// TURBO_HOI_TEST_BACKEND=tensorflow|webgpu|wasm runs the specs on another backend than cpu.
const backend = process.env.TURBO_HOI_TEST_BACKEND;

module.exports = async () => {
  if (!backend) return;
  const { chooseBackend } = require('@turbo-hoi/backends/node');
  await chooseBackend({ backend, setup: 'never' });
};
