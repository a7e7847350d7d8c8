import { checkFields, personFields } from './person-fields';

const field = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2] };

test("selects the people's rows, image by image", () => {
  const images = [
    { fields: { place: field }, rows: [2, 0] },
    { fields: { place: field }, rows: [1] },
  ];
  const { place } = personFields(images);
  expect([place.shape, [...place.dataSync()]]).toEqual([
    [3, 2],
    [5, 6, 1, 2, 3, 4],
  ]);
});

test('returns a row of zeros without people, and nothing without fields', () => {
  const { place } = personFields([{ fields: { place: field }, rows: [] }]);
  expect([place.shape, [...place.dataSync()]]).toEqual([
    [1, 2],
    [0, 0],
  ]);
  expect(personFields([{ fields: {}, rows: [0] }])).toEqual({});
});

test('rejects fields of proposals', () => {
  expect(() => checkFields({ place: field }, true)).toThrow('got the field "place"');
  expect(() => checkFields({ place: field }, undefined)).not.toThrow();
  expect(() => checkFields({}, true)).not.toThrow();
});
