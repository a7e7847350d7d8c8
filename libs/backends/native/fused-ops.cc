// TensorFlow ops of several steps each, for which tfjs would start a kernel a step and read the whole map every time.
//
// A Node addon beside the tfjs binding. Loading it registers the ops through TensorFlow's C API of kernels, which keeps its ABI between
// versions; src/node/native/fused-ops.ts makes them kernels of tfjs.

#include <node_api.h>
#include <tensorflow/c/ops.h>
#include <tensorflow/c/tf_tensor.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

// Of tensorflow/c/kernels.h, which includes a header that wheels do not have.
extern "C" {
struct TF_KernelBuilder;
struct TF_OpKernelConstruction;
struct TF_OpKernelContext;
TF_KernelBuilder* TF_NewKernelBuilder(const char* op, const char* device, void* (*create)(TF_OpKernelConstruction*),
                                      void (*compute)(void*, TF_OpKernelContext*), void (*remove)(void*));
void TF_RegisterKernelBuilder(const char* name, TF_KernelBuilder*, TF_Status*);
void TF_GetInput(TF_OpKernelContext*, int index, TF_Tensor**, TF_Status*);
TF_Tensor* TF_AllocateOutput(TF_OpKernelContext*, int index, TF_DataType, const int64_t* dims, int rank, size_t bytes, TF_Status*);
void TF_OpKernelContext_Failure(TF_OpKernelContext*, TF_Status*);
void TF_OpKernelConstruction_Failure(TF_OpKernelConstruction*, TF_Status*);
void TF_OpKernelConstruction_GetAttrInt64(TF_OpKernelConstruction*, const char* name, int64_t*, TF_Status*);
void TF_OpKernelConstruction_GetAttrFloat(TF_OpKernelConstruction*, const char* name, float*, TF_Status*);
}

namespace {

// --- what every kernel needs ---------------------------------------------------------------------

struct Tensor {
  TF_Tensor* tensor = nullptr;
  ~Tensor() { TF_DeleteTensor(tensor); }
  float* data() const { return static_cast<float*>(TF_TensorData(tensor)); }
  int rank() const { return TF_NumDims(tensor); }
  int64_t dim(int i) const { return TF_Dim(tensor, i); }
  int64_t size() const { return TF_TensorElementCount(tensor); }
  std::vector<int64_t> shape() const {
    std::vector<int64_t> dims(rank());
    for (int i = 0; i < rank(); i++) dims[i] = dim(i);
    return dims;
  }
};

class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context), status_(TF_NewStatus()) {}
  ~Call() {
    if (TF_GetCode(status_) != TF_OK) TF_OpKernelContext_Failure(context_, status_);
    TF_DeleteStatus(status_);
  }
  bool ok() const { return TF_GetCode(status_) == TF_OK; }
  void input(int index, Tensor& to) {
    if (ok()) TF_GetInput(context_, index, &to.tensor, status_);
  }
  void output(int index, const std::vector<int64_t>& shape, Tensor& to) {
    if (!ok()) return;
    size_t count = 1;
    for (int64_t side : shape) count *= side;
    to.tensor = TF_AllocateOutput(context_, index, TF_FLOAT, shape.data(), static_cast<int>(shape.size()),
                                  count * sizeof(float), status_);
  }
  void expect(bool holds, const char* message) {
    if (ok() && !holds) TF_SetStatus(status_, TF_INVALID_ARGUMENT, message);
  }

 private:
  TF_OpKernelContext* context_;
  TF_Status* status_;
};

class Attributes {
 public:
  explicit Attributes(TF_OpKernelConstruction* construction) : construction_(construction), status_(TF_NewStatus()) {}
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

// --- group normalisation -------------------------------------------------------------------------

struct GroupNorm {
  int64_t groups;
  float epsilon;
  explicit GroupNorm(Attributes& attributes) : groups(attributes.integer("groups")), epsilon(attributes.real("epsilon")) {}
  static const char* const* attributes() {
    static const char* const all[] = {"groups: int", "epsilon: float", nullptr};
    return all;
  }
};

// Maps [batch, pixels, channels] as rows of channels.
struct Maps {
  int64_t batch, pixels, channels, groups, members;
  Maps(const Tensor& x, int64_t groups) : batch(x.dim(0)), channels(x.dim(x.rank() - 1)), groups(groups) {
    pixels = batch * channels == 0 ? 0 : x.size() / (batch * channels);
    members = channels / groups;
  }
};

// Sums over the pixels of one map, one per channel: of a, and of a · b.
void channelSums(const float* a, const float* b, int64_t pixels, int64_t channels, float* sum, float* product) {
  for (int64_t c = 0; c < channels; c++) sum[c] = product[c] = 0;
  for (int64_t p = 0; p < pixels; p++, a += channels, b += channels) {
    for (int64_t c = 0; c < channels; c++) {
      sum[c] += a[c];
      product[c] += a[c] * b[c];
    }
  }
}

void normalise(void* op, TF_OpKernelContext* context) {
  Call call(context);
  const auto& [groups, epsilon] = *static_cast<GroupNorm*>(op);
  Tensor x, weight, bias, y, mean, inverse;
  call.input(0, x);
  call.input(1, weight);
  call.input(2, bias);
  if (!call.ok()) return;
  const Maps maps(x, groups);
  call.expect(x.rank() >= 2 && maps.channels % groups == 0 && weight.size() == maps.channels && bias.size() == maps.channels,
              "TurboGroupNorm: groups, weight and bias do not fit the channels");
  call.output(0, x.shape(), y);
  call.output(1, {maps.batch, groups}, mean);
  call.output(2, {maps.batch, groups}, inverse);
  if (!call.ok()) return;
  const auto [batch, pixels, channels, g, members] = maps;
  std::vector<float> sum(channels), square(channels), scale(channels), shift(channels), center(channels);
  const double count = static_cast<double>(pixels) * members;
  for (int64_t n = 0; n < batch; n++) {
    const float* from = x.data() + n * pixels * channels;
    float* to = y.data() + n * pixels * channels;
    for (int64_t c = 0; c < channels; c++) sum[c] = square[c] = 0;
    const float* row = from;
    for (int64_t p = 0; p < pixels; p++, row += channels)
      for (int64_t c = 0; c < channels; c++) sum[c] += row[c];
    for (int64_t k = 0; k < groups; k++) {
      double total = 0;
      for (int64_t c = k * members; c < (k + 1) * members; c++) total += sum[c];
      mean.data()[n * groups + k] = static_cast<float>(total / count);
      for (int64_t c = k * members; c < (k + 1) * members; c++) center[c] = static_cast<float>(total / count);
    }
    row = from;
    for (int64_t p = 0; p < pixels; p++, row += channels)
      for (int64_t c = 0; c < channels; c++) square[c] += (row[c] - center[c]) * (row[c] - center[c]);
    for (int64_t k = 0; k < groups; k++) {
      double total = 0;
      for (int64_t c = k * members; c < (k + 1) * members; c++) total += square[c];
      const float r = static_cast<float>(1 / std::sqrt(total / count + epsilon));
      inverse.data()[n * groups + k] = r;
      for (int64_t c = k * members; c < (k + 1) * members; c++) {
        scale[c] = r * weight.data()[c];
        shift[c] = bias.data()[c] - center[c] * scale[c];
      }
    }
    row = from;
    for (int64_t p = 0; p < pixels; p++, row += channels, to += channels)
      for (int64_t c = 0; c < channels; c++) to[c] = row[c] * scale[c] + shift[c];
  }
}

void normaliseGradient(void* op, TF_OpKernelContext* context) {
  Call call(context);
  const int64_t groups = static_cast<GroupNorm*>(op)->groups;
  Tensor dy, x, weight, mean, inverse, dx, dWeight, dBias;
  call.input(0, dy);
  call.input(1, x);
  call.input(2, weight);
  call.input(3, mean);
  call.input(4, inverse);
  if (!call.ok()) return;
  const Maps maps(x, groups);
  call.expect(dy.size() == x.size() && weight.size() == maps.channels && mean.size() == maps.batch * groups &&
                  inverse.size() == maps.batch * groups,
              "TurboGroupNormGrad: shapes do not fit");
  call.output(0, x.shape(), dx);
  call.output(1, {maps.channels}, dWeight);
  call.output(2, {maps.channels}, dBias);
  if (!call.ok()) return;
  const auto [batch, pixels, channels, g, members] = maps;
  std::vector<float> sum(channels), product(channels), a(channels), b(channels), c0(channels);
  const float count = static_cast<float>(pixels * members);
  for (int64_t c = 0; c < channels; c++) dWeight.data()[c] = dBias.data()[c] = 0;
  for (int64_t n = 0; n < batch; n++) {
    const int64_t at = n * pixels * channels;
    channelSums(dy.data() + at, x.data() + at, pixels, channels, sum.data(), product.data());
    for (int64_t k = 0; k < groups; k++) {
      const float m = mean.data()[n * groups + k], r = inverse.data()[n * groups + k];
      double dots = 0, sums = 0;
      for (int64_t c = k * members; c < (k + 1) * members; c++) {
        const float dot = (product[c] - sum[c] * m) * r;
        dWeight.data()[c] += dot;
        dBias.data()[c] += sum[c];
        dots += dot * weight.data()[c];
        sums += sum[c] * weight.data()[c];
      }
      const float slope = static_cast<float>(dots / count) * r * r;
      const float offset = static_cast<float>(sums / count) * r;
      for (int64_t c = k * members; c < (k + 1) * members; c++) {
        a[c] = weight.data()[c] * r;
        b[c] = slope;
        c0[c] = slope * m - offset;
      }
    }
    const float* d = dy.data() + at;
    const float* from = x.data() + at;
    float* to = dx.data() + at;
    for (int64_t p = 0; p < pixels; p++, d += channels, from += channels, to += channels)
      for (int64_t c = 0; c < channels; c++) to[c] = d[c] * a[c] - from[c] * b[c] + c0[c];
  }
}

// --- RoIAlign ------------------------------------------------------------------------------------

struct RoiAlign {
  int64_t side, ratio, aligned;
  float scale;
  explicit RoiAlign(Attributes& attributes)
      : side(attributes.integer("side")), ratio(attributes.integer("ratio")), aligned(attributes.integer("aligned")), scale(attributes.real("scale")) {}
  static const char* const* attributes() {
    static const char* const all[] = {"side: int", "ratio: int", "aligned: int", "scale: float", nullptr};
    return all;
  }
};

// The cells of a map along one axis that the samples of each output cell read, with their weights: a mean over samples of linear interpolation.
struct Axis {
  struct Part {
    int64_t cell;
    float weight;
  };
  std::vector<std::vector<Part>> of;

  Axis(const RoiAlign& op, float low, float high, int64_t length) : of(op.side) {
    const float from = low * op.scale - (op.aligned ? 0.5f : 0), to = high * op.scale - (op.aligned ? 0.5f : 0);
    const float extent = op.aligned ? to - from : std::fmax(to - from, 1.0f);
    const int64_t samples = op.side * op.ratio;
    for (int64_t i = 0; i < samples; i++) {
      const float at = from + extent * ((i + 0.5f) / samples);
      // Samples more than a cell outside the map count 0; closer ones take the value at the border. Not true of NaN.
      if (!(at >= -1 && at <= length)) continue;
      const float clamped = std::fmin(std::fmax(at, 0.0f), static_cast<float>(length - 1));
      const int64_t first = static_cast<int64_t>(clamped);
      const float rest = clamped - first;
      add(of[i / op.ratio], first, (1 - rest) / op.ratio);
      if (rest > 0) add(of[i / op.ratio], first + 1, rest / op.ratio);
    }
  }

  static void add(std::vector<Part>& parts, int64_t cell, float weight) {
    for (Part& part : parts) {
      if (part.cell != cell) continue;
      part.weight += weight;
      return;
    }
    parts.push_back({cell, weight});
  }
};

// Calls visit(cells of the map, cells of the result, weight) for every pair of which one reads the other.
template <class Visit>
void eachSample(const RoiAlign& op, const Tensor& map, const Tensor& boxes, const Tensor& image, Visit visit) {
  const int64_t height = map.dim(1), width = map.dim(2), channels = map.dim(3);
  const int32_t* imageOf = static_cast<const int32_t*>(TF_TensorData(image.tensor));
  for (int64_t r = 0; r < boxes.dim(0); r++) {
    const float* box = boxes.data() + 4 * r;
    const Axis rows(op, box[1], box[3], height), columns(op, box[0], box[2], width);
    const int64_t start = imageOf[r] * height * width;
    for (int64_t i = 0; i < op.side; i++)
      for (int64_t j = 0; j < op.side; j++)
        for (const auto& [y, rowWeight] : rows.of[i])
          for (const auto& [x, weight] : columns.of[j])
            visit((start + y * width + x) * channels, ((r * op.side + i) * op.side + j) * channels, rowWeight * weight);
  }
}

bool fits(const Tensor& map, const Tensor& boxes, const Tensor& image) {
  if (map.rank() != 4 || boxes.rank() != 2 || boxes.dim(1) != 4 || image.size() != boxes.dim(0)) return false;
  const int32_t* imageOf = static_cast<const int32_t*>(TF_TensorData(image.tensor));
  for (int64_t r = 0; r < image.size(); r++)
    if (imageOf[r] < 0 || imageOf[r] >= map.dim(0)) return false;
  return true;
}

const char* const UNFIT = "TurboRoiAlign: expected a map [B,H,W,C], boxes [R,4] and as many indices of images";

void pool(void* op, TF_OpKernelContext* context) {
  Call call(context);
  const auto& align = *static_cast<RoiAlign*>(op);
  Tensor map, boxes, image, y;
  call.input(0, map);
  call.input(1, boxes);
  call.input(2, image);
  if (!call.ok()) return;
  call.expect(fits(map, boxes, image), UNFIT);
  if (!call.ok()) return;
  const int64_t channels = map.dim(3);
  call.output(0, {boxes.dim(0), align.side, align.side, channels}, y);
  if (!call.ok()) return;
  std::fill_n(y.data(), y.size(), 0.0f);
  eachSample(align, map, boxes, image, [&](int64_t from, int64_t to, float weight) {
    const float* source = map.data() + from;
    float* target = y.data() + to;
    for (int64_t c = 0; c < channels; c++) target[c] += weight * source[c];
  });
}

void poolGradient(void* op, TF_OpKernelContext* context) {
  Call call(context);
  const auto& align = *static_cast<RoiAlign*>(op);
  Tensor dy, map, boxes, image, dMap;
  call.input(0, dy);
  call.input(1, map);
  call.input(2, boxes);
  call.input(3, image);
  if (!call.ok()) return;
  call.expect(fits(map, boxes, image) && dy.size() == boxes.dim(0) * align.side * align.side * map.dim(3), UNFIT);
  call.output(0, map.shape(), dMap);
  if (!call.ok()) return;
  const int64_t channels = map.dim(3);
  std::fill_n(dMap.data(), dMap.size(), 0.0f);
  eachSample(align, map, boxes, image, [&](int64_t from, int64_t to, float weight) {
    const float* source = dy.data() + to;
    float* target = dMap.data() + from;
    for (int64_t c = 0; c < channels; c++) target[c] += weight * source[c];
  });
}

// --- registration --------------------------------------------------------------------------------

void unknownShapes(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

std::string failure;

void note(TF_Status* status, const char* name) {
  if (TF_GetCode(status) != TF_OK) failure = std::string(name) + ": " + TF_Message(status);
  TF_DeleteStatus(status);
}

template <class Op>
void* create(TF_OpKernelConstruction* construction) {
  Attributes attributes(construction);
  return new Op(attributes);
}

template <class Op>
void remove(void* op) {
  delete static_cast<Op*>(op);
}

template <class Op>
void define(const char* name, const std::vector<const char*>& inputs, const std::vector<const char*>& outputs,
            void (*compute)(void*, TF_OpKernelContext*)) {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder(name);
  for (const char* input : inputs) TF_OpDefinitionBuilderAddInput(op, input);
  for (const char* output : outputs) TF_OpDefinitionBuilderAddOutput(op, output);
  for (const char* const* attribute = Op::attributes(); *attribute; attribute++) TF_OpDefinitionBuilderAddAttr(op, *attribute);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, unknownShapes);
  TF_Status* status = TF_NewStatus();
  TF_RegisterOpDefinition(op, status);
  note(status, name);
  status = TF_NewStatus();
  TF_RegisterKernelBuilder(name, TF_NewKernelBuilder(name, "CPU", create<Op>, compute, remove<Op>), status);
  note(status, name);
}

}  // namespace

// Exports `failure`: what TensorFlow said against an op; absent if all are registered.
extern "C" napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  define<GroupNorm>("TurboGroupNorm", {"x: float", "weight: float", "bias: float"},
                    {"y: float", "mean: float", "inverse: float"}, normalise);
  define<GroupNorm>("TurboGroupNormGrad", {"dy: float", "x: float", "weight: float", "mean: float", "inverse: float"},
                    {"dx: float", "d_weight: float", "d_bias: float"}, normaliseGradient);
  define<RoiAlign>("TurboRoiAlign", {"map: float", "boxes: float", "image: int32"}, {"y: float"}, pool);
  define<RoiAlign>("TurboRoiAlignGrad", {"dy: float", "map: float", "boxes: float", "image: int32"}, {"d_map: float"},
                   poolGradient);
  if (!failure.empty()) {
    napi_value text;
    napi_create_string_utf8(env, failure.c_str(), failure.size(), &text);
    napi_set_named_property(env, exports, "failure", text);
  }
  return exports;
}
