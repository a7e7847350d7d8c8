const { dataset } = require('./dataset.cjs');
const { metric } = require('./metric.cjs');

exports.plugins = [dataset, metric];
