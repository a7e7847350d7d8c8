export { findPackage, MODELS_PACKAGE, type FoundPackage } from './node/find-package';
export { fileHandler, packageSource } from './node/package-source';
export { movenet, movenetPackageSchema, openMovenet } from './node/movenet.plugin';
export { npmModels } from './node/npm-models.plugin';
export { pretrainedModule } from './node/pretrained.module';
