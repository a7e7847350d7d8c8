import { withTargetClasses } from '../info/with-target-classes';
import { createSyntheticDataset } from './synthetic-dataset';
import { syntheticSchema } from './synthetic-options';
import { SYNTHETIC_INFO } from './vocabulary';

test('lists the target classes of its training split', async () => {
  const { targetClasses, ...silent } = SYNTHETIC_INFO;
  const dataset = createSyntheticDataset(syntheticSchema.parse({ train: 1200 }));
  const { info } = await withTargetClasses({ ...dataset, info: silent });
  expect(info.targetClasses).toEqual(targetClasses);
});
