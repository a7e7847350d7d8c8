export * from './launcher/find-launcher';
export * from './ranks/agree';
export * from './ranks/communicator-module';
export * from './ranks/compare-facts';
export * from './ranks/json-bytes';
export * from './ranks/single-process';
export * from './scale/predict-throughput';
export * from './scale/reduction';
