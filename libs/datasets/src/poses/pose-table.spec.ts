import { poseIn } from '../testing/pose-fixture';
import { PoseTable } from './pose-table';

describe('PoseTable', () => {
  it('returns the poses of an image, also beyond the initial capacity', () => {
    const table = new PoseTable();
    for (let i = 0; i < 3000; i++) {
      table.add(i % 1500, poseIn([i, 0, i + 8, 4], 0.25, 0.125));
    }
    expect(table.size).toBe(3000);
    expect(table.ofImage(7)).toEqual([
      poseIn([7, 0, 15, 4], 0.25, 0.125),
      poseIn([1507, 0, 1515, 4], 0.25, 0.125),
    ]);
  });

  it('has no poses of an image that was never added', () => {
    expect(new PoseTable().ofImage(1)).toEqual([]);
  });
});
