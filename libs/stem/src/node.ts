export {
  EMBEDDED_WEIGHTS,
  fasterRcnn,
  fasterRcnnModule,
  smallFasterRcnn,
} from './node/faster-rcnn.plugin';
export { weightsFile } from './node/weights-file';
