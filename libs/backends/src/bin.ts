#!/usr/bin/env node
import { chooseBackend } from './node/choose-backend';
(async () => {
  let t = performance.now();
  console.log(
    await chooseBackend({ backend: (process.argv[2] ?? 'auto') as any, notify: console.log }),
    performance.now() - t,
  );
})();
