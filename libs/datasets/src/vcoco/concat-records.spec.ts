import { concatRecords } from './concat-records';

const sit = {
  action_name: 'sit',
  role_name: ['agent', 'instr'],
  include: [[], ['chair']],
  image_id: [1, 2],
  ann_id: [10, 20],
  label: [1, 0],
  role_object_id: [10, 20, 11, 0],
};
const walk = {
  ...sit,
  action_name: 'walk',
  role_name: ['agent'],
  include: [[]],
  role_object_id: [10, 20],
};

describe('concatRecords', () => {
  it('puts objects behind each other role by role', () => {
    const other = { ...sit, image_id: [3], ann_id: [30], label: [1], role_object_id: [30, 31] };
    expect(concatRecords([sit], [other])).toEqual([
      {
        ...sit,
        image_id: [1, 2, 3],
        ann_id: [10, 20, 30],
        label: [1, 0, 1],
        role_object_id: [10, 20, 30, 11, 0, 31],
      },
    ]);
  });

  it('refuses labels of other actions', () => {
    expect(() => concatRecords([sit, walk], [walk, sit])).toThrow(
      /actions differ \(sit agent instr, walk agent\)/,
    );
    expect(() => concatRecords([sit, walk], [sit])).toThrow(/\(walk agent, 1 records\)/);
    expect(() => concatRecords([sit], [sit, walk])).toThrow(/\(1 records, walk agent\)/);
  });
});
