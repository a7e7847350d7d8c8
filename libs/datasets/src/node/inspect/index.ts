export { checkImageFile } from './check-files';
export { readLabelFolder, type LabelFolder } from './label-files';
export { thumbnailUri } from './thumbnail';
