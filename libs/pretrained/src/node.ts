export { findPackage, hasPackage, MODELS_PACKAGE, type FoundPackage } from './node/find-package';
export { graphModel } from './node/graph-model.plugin';
export { movenet, movenetPackageSchema, openMovenet } from './node/movenet.plugin';
export { npmModels } from './node/npm-models.plugin';
export { modelPath, packageSource } from './node/package-source';
export { photo } from './node/photo.plugin';
export { pretrainedModule } from './node/pretrained.module';
export { readArtifacts } from './node/read-artifacts';
