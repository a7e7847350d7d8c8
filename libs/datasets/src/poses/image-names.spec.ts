import { imageIdOfName } from './image-id';
import { PoseImages } from './pose-images';

test.each([
  ['COCO_train2014_000000000785.jpg', 785],
  ['train2015/HICO_train2015_00000012.jpg', 12],
  ['000000000785.jpg', 785],
  ['2014/dog.jpg', null],
  ['12345678901234567890.jpg', null],
])('%s has the id %s', (name, id) => expect(imageIdOfName(name)).toBe(id));

describe('PoseImages', () => {
  const image = (fileName: string) => ({ fileName, size: null });
  const images = new PoseImages(
    new Map([
      [1, image('train/a.jpg')],
      [2, image('train/b.jpg')],
      [3, image('test/b.jpg')],
    ]),
  );

  it('finds an image by its path', () => expect(images.idOf('./test/b.jpg')).toBe(3));

  it('finds an image by its file name in any folder', () => {
    expect(images.idOf('a.jpg')).toBe(1);
    expect(images.idOf('elsewhere/a.jpg')).toBe(1);
  });

  it('returns nothing for an ambiguous file name', () => {
    expect(images.idOf('b.jpg')).toBeUndefined();
    expect(images.idOf('c.jpg')).toBeUndefined();
  });
});
