export { fasterRcnn, fileDetectorsModule } from './node/faster-rcnn.plugin';
export { weightsFile } from './node/weights-file';
