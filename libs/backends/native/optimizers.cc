// Updates of all parameters in place, and the norm of all gradients: see kernels/optimizers.h.

#include "kernels/optimizers.h"

#include <algorithm>
#include <cmath>

#include "op.h"
#include "parallel.h"

namespace {

using namespace optimizers;

// A stretch of one of several tensors.
struct Part {
  int64_t tensor, first, count;
};

std::vector<Part> partsOf(const Tensor* tensors, int64_t count) {
  std::vector<Part> parts;
  for (int64_t t = 0; t < count; t++)
    for (int64_t first = 0; first < tensors[t].size(); first += PART)
      parts.push_back({t, first, std::min<int64_t>(PART, tensors[t].size() - first)});
  return parts;
}

void norm(const NoAttributes&, Call& call) {
  const auto gradients = call.inputs();
  const Tensor result = call.output(0, {});
  if (!call.ok()) return;
  const auto parts = partsOf(gradients.data(), gradients.size());
  std::vector<double> sums(parts.size());
  parallel(parts.size(), 4, [&](int64_t first, int64_t end) {
    for (int64_t i = first; i < end; i++)
      sums[i] = sumOfSquares(gradients[parts[i].tensor].data() + parts[i].first, parts[i].count);
  });
  double total = 0;
  for (double sum : sums) total += sum;
  *result.data() = static_cast<float>(std::sqrt(total));
}

// Lists of as many tensors, one for each parameter, then the factor of the gradients and the numbers of the rule.
struct Lists {
  std::vector<Tensor> inputs;
  int64_t count;
  Lists(Call& call, int lists, size_t numbers) : inputs(call.inputs()), count(static_cast<int64_t>(inputs.size() - 2) / lists) {
    call.expect(static_cast<int64_t>(inputs.size()) == lists * count + 2 && inputs.back().size() == static_cast<int64_t>(numbers),
                "optimizer: lists of different lengths");
    for (int64_t i = count; call.ok() && i < lists * count; i++)
      call.expect(inputs[i].size() == inputs[i % count].size(), "optimizer: tensors of different sizes");
  }
  float* at(int list, const Part& part) const { return inputs[list * count + part.tensor].data() + part.first; }
  float scale() const { return *inputs[inputs.size() - 2].data(); }
  template <class Numbers>
  const Numbers& numbers() const {
    return *reinterpret_cast<const Numbers*>(inputs.back().data());
  }
  template <class Update>
  void update(Call& call, Update one) const {
    const Tensor count_ = call.output(0, {});
    if (!call.ok()) return;
    *count_.data() = static_cast<float>(count);
    const auto parts = partsOf(inputs.data(), count);
    parallel(parts.size(), 4, [&](int64_t first, int64_t end) {
      for (int64_t i = first; i < end; i++) one(parts[i]);
    });
  }
};

void applyAdam(const NoAttributes&, Call& call) {
  const Lists lists(call, 4, 6);
  if (!call.ok()) return;
  lists.update(call, [&](const Part& part) {
    adam(lists.numbers<AdamNumbers>(), lists.scale(), lists.at(0, part), lists.at(1, part), lists.at(2, part), lists.at(3, part),
         part.count);
  });
}

void applySgd(const NoAttributes&, Call& call) {
  const Lists lists(call, 3, 4);
  if (!call.ok()) return;
  lists.update(call, [&](const Part& part) {
    sgd(lists.numbers<SgdNumbers>(), lists.scale(), lists.at(0, part), lists.at(1, part), lists.at(2, part), part.count);
  });
}

}  // namespace

void defineOptimizers() {
  define<NoAttributes, norm>({"TurboGlobalNorm", {"N: int"}, {"gradients: N * float"}, {"norm: float"}});
  define<NoAttributes, applyAdam>(
      {"TurboAdam",
       {"N: int"},
       {"gradients: N * float", "values: N * float", "sums: N * float", "squares: N * float", "scale: float", "numbers: float"},
       {"count: float"}});
  define<NoAttributes, applySgd>({"TurboSgd",
                                  {"N: int"},
                                  {"gradients: N * float", "values: N * float", "buffers: N * float", "scale: float", "numbers: float"},
                                  {"count: float"}});
}
