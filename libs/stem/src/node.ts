export { fasterRcnn, fasterRcnnModule } from './node/faster-rcnn.plugin';
export { weightsFile } from './node/weights-file';
