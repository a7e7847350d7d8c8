import { BadEntries } from '../bad-entries/bad-entries';
import { checkVcocoRecords } from './check-vcoco-records';

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

function check(...values: unknown[]) {
  const bad = new BadEntries('labels.json');
  return { records: checkVcocoRecords(values, 'labels.json', bad), bad: bad.found };
}

describe('checkVcocoRecords', () => {
  it('takes the official shape', () => {
    expect(check(sit, walk)).toEqual({ records: [sit, walk], bad: { total: 0, first: [] } });
  });

  it('takes lists that are columns, and records without included classes', () => {
    const columns = { ...sit, ann_id: [[10], [20]], label: [[1], [0]], include: undefined };
    expect(check(columns).records).toEqual([{ ...sit, include: [[], []] }]);
  });

  it('takes whole numbers as text', () => {
    const text = { ...sit, image_id: ['1', '2'], role_object_id: ['10', '20', '11', '0'] };
    expect(check(text).records).toEqual([sit]);
    expect(() => check({ ...sit, image_id: ['1', 'a'] })).toThrow('image_id[1] is no integer');
  });

  it.each([
    [[], 'holds no record'],
    [[3], 'records[0].action_name is no text'],
    [[sit, { ...walk, action_name: 1 }], 'records[1].action_name is no text'],
    [[{ ...sit, role_name: ['obj'] }], 'records[0].role_name is ["obj"]; expected ["agent", …]'],
    [[{ ...sit, label: undefined }], 'records[0].label is no list'],
    [[{ ...sit, label: [1] }], 'records[0].label has 1 entries; expected 2'],
    [[{ ...sit, image_id: [1] }], 'records[0].image_id has 1 entries; expected 2'],
    [
      [{ ...sit, role_object_id: [1, 2, 3] }],
      'records[0].role_object_id has 3 entries; expected 4',
    ],
    [[{ ...sit, ann_id: [10, 2.5] }], 'records[0].ann_id[1] is no integer'],
    [[sit, { ...walk, ann_id: [10, 30] }], "records[1].ann_id differs from records[0]'s in row 1"],
  ])('refuses %j', (values: unknown[], message) => {
    expect(() => check(...values)).toThrow(`labels.json: ${message}`);
  });

  it('reports invalid single values and treats them as none', () => {
    const values = { ...sit, label: [1, NaN], role_object_id: [10, 20, -5, 0] };
    expect(check(values)).toEqual({
      records: [{ ...sit, label: [1, 0], role_object_id: [10, 20, 0, 0] }],
      bad: {
        total: 2,
        first: [
          'records[0].label[1]: is NaN; expected 0 or 1',
          'records[0].role_object_id[2]: is -5; expected an annotation id, or 0 for none',
        ],
      },
    });
  });
});
