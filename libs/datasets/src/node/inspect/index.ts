export { checkImageFile } from './check-files';
export { readLabelFiles } from './label-files';
export { thumbnailUri } from './thumbnail';
