import { isRealGpu } from './load-webgpu-backend';

const adapter = { vendor: '', architecture: '', device: '', description: '' };

test.each(['llvmpipe (LLVM 15)', 'SwiftShader Device', 'Microsoft Basic Render Driver'])(
  '%s is a software rasteriser',
  (description) => expect(isRealGpu({ ...adapter, description })).toBe(false),
);

test('an NVIDIA card is a GPU', () => {
  expect(isRealGpu({ ...adapter, vendor: 'nvidia', architecture: 'hopper' })).toBe(true);
});
