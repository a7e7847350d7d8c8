// The same libraries by import, and one class identity with require.
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { TurboPipeline } from '@turbo-hoi/turbo-loop';
import { TurboHoiError } from '@turbo-hoi/core';

const require = createRequire(import.meta.url);
if (require('@turbo-hoi/turbo-loop').TurboPipeline !== TurboPipeline) throw new Error('two copies');
if (require('@turbo-hoi/core').TurboHoiError !== TurboHoiError) throw new Error('two copies');
require('./compose.cjs');
console.log('one class identity from import');
