export { readImage, type ImageFormat } from './node/image-codec';
export { readVcocoFolder } from './node/read-vcoco-folder';
export { writeVcocoFolder, type WriteVcocoOptions } from './node/write-vcoco-folder';
