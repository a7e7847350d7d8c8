// What every op of this folder needs: TensorFlow's C API of kernels, and its objects as C++ has them.

#pragma once

#include <tensorflow/c/ops.h>
#include <tensorflow/c/tf_tensor.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "kernels/base.h"

// Of tensorflow/c/kernels.h, which includes a header that wheels do not have.
extern "C" {
struct TF_KernelBuilder;
struct TF_OpKernelConstruction;
struct TF_OpKernelContext;
TF_KernelBuilder* TF_NewKernelBuilder(const char* op, const char* device, void* (*create)(TF_OpKernelConstruction*),
                                      void (*compute)(void*, TF_OpKernelContext*), void (*remove)(void*));
void TF_RegisterKernelBuilder(const char* name, TF_KernelBuilder*, TF_Status*);
int TF_NumInputs(TF_OpKernelContext*);
void TF_GetInput(TF_OpKernelContext*, int index, TF_Tensor**, TF_Status*);
TF_Tensor* TF_AllocateOutput(TF_OpKernelContext*, int index, TF_DataType, const int64_t* dims, int rank, size_t bytes, TF_Status*);
void TF_OpKernelContext_Failure(TF_OpKernelContext*, TF_Status*);
void TF_OpKernelConstruction_Failure(TF_OpKernelConstruction*, TF_Status*);
void TF_OpKernelConstruction_GetAttrInt64(TF_OpKernelConstruction*, const char* name, int64_t*, TF_Status*);
void TF_OpKernelConstruction_GetAttrFloat(TF_OpKernelConstruction*, const char* name, float*, TF_Status*);
}

using Shape = std::vector<int64_t>;

struct Tensor {
  TF_Tensor* tensor = nullptr;
  Tensor() = default;
  Tensor(const Tensor&) = delete;
  Tensor(Tensor&& other) noexcept : tensor(other.tensor) { other.tensor = nullptr; }
  ~Tensor() {
    if (tensor) TF_DeleteTensor(tensor);
  }
  template <class T = float>
  T* data() const {
    return static_cast<T*>(TF_TensorData(tensor));
  }
  int rank() const { return TF_NumDims(tensor); }
  int64_t dim(int i) const { return TF_Dim(tensor, i); }
  int64_t size() const { return TF_TensorElementCount(tensor); }
  Shape shape() const {
    Shape dims(rank());
    for (int i = 0; i < rank(); i++) dims[i] = dim(i);
    return dims;
  }
};

// One call of a kernel; after the first failure nothing more is done, and TensorFlow is told at the end.
class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context), status_(TF_NewStatus()) {}
  Call(const Call&) = delete;
  ~Call() {
    if (!ok()) TF_OpKernelContext_Failure(context_, status_);
    TF_DeleteStatus(status_);
  }
  bool ok() const { return TF_GetCode(status_) == TF_OK; }
  // All inputs, in the op's order.
  std::vector<Tensor> inputs() {
    std::vector<Tensor> all(TF_NumInputs(context_));
    for (size_t i = 0; i < all.size() && ok(); i++) TF_GetInput(context_, static_cast<int>(i), &all[i].tensor, status_);
    return all;
  }
  Tensor output(int index, const Shape& shape) {
    Tensor to;
    if (!ok()) return to;
    size_t count = 1;
    for (int64_t side : shape) count *= side;
    to.tensor = TF_AllocateOutput(context_, index, TF_FLOAT, shape.data(), static_cast<int>(shape.size()),
                                  count * sizeof(float), status_);
    return to;
  }
  void expect(bool holds, const char* message) {
    if (ok() && !holds) TF_SetStatus(status_, TF_INVALID_ARGUMENT, message);
  }

 private:
  TF_OpKernelContext* context_;
  TF_Status* status_;
};

// Attributes of an op, read once for each combination of values.
class Attributes {
 public:
  explicit Attributes(TF_OpKernelConstruction* construction) : construction_(construction), status_(TF_NewStatus()) {}
  Attributes(const Attributes&) = delete;
  ~Attributes() {
    if (TF_GetCode(status_) != TF_OK) TF_OpKernelConstruction_Failure(construction_, status_);
    TF_DeleteStatus(status_);
  }
  int64_t integer(const char* name) {
    int64_t value = 0;
    if (TF_GetCode(status_) == TF_OK) TF_OpKernelConstruction_GetAttrInt64(construction_, name, &value, status_);
    return value;
  }
  float real(const char* name) {
    float value = 0;
    if (TF_GetCode(status_) == TF_OK) TF_OpKernelConstruction_GetAttrFloat(construction_, name, &value, status_);
    return value;
  }

 private:
  TF_OpKernelConstruction* construction_;
  TF_Status* status_;
};

// An op without attributes besides the lengths of its lists.
struct NoAttributes {
  explicit NoAttributes(Attributes&) {}
};

// Names, types and lengths as TensorFlow writes them: "x: float", "values: N * float".
struct Signature {
  const char* name;
  std::initializer_list<const char*> attributes, inputs, outputs;
};

// What TensorFlow said against an op; empty if all are registered.
extern std::string failure;

void defineOp(const Signature&);
void defineKernel(const char* name, void* (*create)(TF_OpKernelConstruction*), void (*compute)(void*, TF_OpKernelContext*),
                  void (*remove)(void*));

// Registers an op whose attributes are `Op`'s, computed by `compute`.
template <class Op, void compute(const Op&, Call&)>
void define(const Signature& signature) {
  defineOp(signature);
  defineKernel(
      signature.name,
      [](TF_OpKernelConstruction* construction) -> void* {
        Attributes attributes(construction);
        return new Op(attributes);
      },
      [](void* op, TF_OpKernelContext* context) {
        Call call(context);
        compute(*static_cast<const Op*>(op), call);
      },
      [](void* op) { delete static_cast<Op*>(op); });
}
