export { checkImageFile } from './check-files';
export { readLabelFolder } from './label-files';
export { thumbnailUri } from './thumbnail';
