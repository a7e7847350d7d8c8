// TensorFlow ops of several steps each, for which tfjs would start a kernel a step and read every tensor as often.
//
// A Node addon beside the tfjs binding. Loading it registers the ops through TensorFlow's C API of kernels, which keeps its ABI between
// versions; src/node/native/fused-ops.ts makes them kernels of tfjs.

#include <node_api.h>

#include "op.h"

void defineGroupNorm();
void defineHeatmaps();
void defineInputNorm();
void defineJointFeatures();
void defineLosses();
void defineOptimizers();
void definePhaseFilters();
void defineRoiAlign();
void defineWinograd();

std::string failure;

namespace {

void note(TF_Status* status, const char* name) {
  if (TF_GetCode(status) != TF_OK) failure = std::string(name) + ": " + TF_Message(status);
  TF_DeleteStatus(status);
}

void unknownShapes(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

}  // namespace

void defineOp(const Signature& signature) {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder(signature.name);
  for (const char* input : signature.inputs) TF_OpDefinitionBuilderAddInput(op, input);
  for (const char* output : signature.outputs) TF_OpDefinitionBuilderAddOutput(op, output);
  for (const char* attribute : signature.attributes) TF_OpDefinitionBuilderAddAttr(op, attribute);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, unknownShapes);
  TF_Status* status = TF_NewStatus();
  TF_RegisterOpDefinition(op, status);
  note(status, signature.name);
}

void defineKernel(const char* name, void* (*create)(TF_OpKernelConstruction*), void (*compute)(void*, TF_OpKernelContext*),
                  void (*remove)(void*)) {
  TF_Status* status = TF_NewStatus();
  TF_RegisterKernelBuilder(name, TF_NewKernelBuilder(name, "CPU", create, compute, remove), status);
  note(status, name);
}

// Exports `failure`: what TensorFlow said against an op; absent if all are registered.
extern "C" napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  defineGroupNorm();
  defineHeatmaps();
  defineInputNorm();
  defineJointFeatures();
  defineLosses();
  defineOptimizers();
  definePhaseFilters();
  defineRoiAlign();
  defineWinograd();
  if (!failure.empty()) {
    napi_value text;
    napi_create_string_utf8(env, failure.c_str(), failure.size(), &text);
    napi_set_named_property(env, exports, "failure", text);
  }
  return exports;
}
