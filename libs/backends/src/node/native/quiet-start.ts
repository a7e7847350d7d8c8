/**
 * A second, tiny addon beside the binding: loads TensorFlow's framework library with stderr redirected to /dev/null.
 * On loading, the library logs a message about oneDNN before TF_CPP_MIN_LOG_LEVEL has an effect. Errors while loading
 * are reported by the loader, not on stderr.
 */
export const QUIET_START_SOURCE = `
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>
#include <node_api.h>

extern "C" napi_value napi_register_module_v1(napi_env, napi_value exports) {
  int console = dup(STDERR_FILENO);
  int nowhere = open("/dev/null", O_WRONLY);
  if (console < 0 || nowhere < 0) return exports;
  dup2(nowhere, STDERR_FILENO);
  dlopen(FRAMEWORK_LIBRARY, RTLD_LAZY);
  dup2(console, STDERR_FILENO);
  close(nowhere);
  close(console);
  return exports;
}
`;

/** Its file name, in the folder of the binding. */
export const QUIET_START_FILE = 'quiet-start.node';
