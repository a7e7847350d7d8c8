import { join } from 'node:path';
import { runReadmeExample } from '@turbo-hoi/testing';

it('runs the example of the README', async () => {
  const lines = await runReadmeExample(join(__dirname, '../README.md'), require);
  expect(lines).toEqual([
    'stem.conv1.weight stem.conv1.bias classifier.weight classifier.bias',
    '4 gradients',
  ]);
});
