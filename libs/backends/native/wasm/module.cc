// The kernels of ../kernels as functions of a WebAssembly module that works on the memory of tfjs' wasm backend.
//
// It has no data of its own: the stack and all memory come from the backend's allocator, logarithms and expf from JavaScript.
// src/kernels/fused calls the functions, whose parameters are addresses, then sizes, in the order of the kernels' fields.

#include "../kernels/group-norm.h"
#include "../kernels/heatmaps.h"
#include "../kernels/input-norm.h"
#include "../kernels/joint-features.h"
#include "../kernels/losses.h"
#include "../kernels/optimizers.h"
#include "../kernels/phase-filters.h"
#include "../kernels/relu.h"
#include "../kernels/roi-align.h"
#include "../kernels/upsampling.h"

#define EXPORT(name) extern "C" __attribute__((export_name(#name))) void name

EXPORT(groupNorm)(const float* x, const float* weight, const float* bias, float* y, float* mean, float* inverse, Index batch, Index pixels,
                  Index channels, Index groups, Index relu, float epsilon) {
  group_norm::Forward{{batch, pixels, channels, groups}, epsilon, relu != 0, x, weight, bias, y, mean, inverse}.run(0, batch);
}

EXPORT(groupNormGrad)(const float* dy, const float* x, const float* weight, const float* bias, const float* mean, const float* inverse,
                      float* dx, float* dWeight, float* dBias, Index batch, Index pixels, Index channels, Index groups, Index relu) {
  const Scratch<float> dots(batch * channels), sums(batch * channels);
  const group_norm::Gradient job{{batch, pixels, channels, groups}, relu != 0, dy, x,       weight, bias, mean,
                                 inverse,                           dx,        dWeight, dBias,  dots, sums};
  job.run(0, batch);
  job.finish();
}

EXPORT(inputNorm)(const float* x, const float* valid, const float* mean, const float* variance, float* y, float* inverse, float* share,
                  float* nextMean, float* nextVariance, Index rows, Index width, Index training, float momentum, float epsilon) {
  input_norm::Forward{rows, width, training != 0, momentum, epsilon, x, valid, mean, variance, y, inverse, share, nextMean, nextVariance}
      .run(0, width);
}

EXPORT(inputNormGrad)(const float* dy, const float* y, const float* valid, const float* inverse, const float* share, float* dx, Index rows,
                      Index width) {
  input_norm::Gradient{rows, width, dy, y, valid, inverse, share, dx}.run(0, width);
}

EXPORT(readHeatmaps)(const float* logits, float* rows, float* top, Index regions, Index side, Index keypoints, Index blocks) {
  heatmaps::Forward{{side, keypoints, blocks}, logits, rows, top}.run(0, regions);
}

EXPORT(readHeatmapsGrad)(const float* dRows, const float* logits, const float* rows, const float* top, float* dLogits, Index regions,
                         Index side, Index keypoints, Index blocks) {
  heatmaps::Gradient{{side, keypoints, blocks}, dRows, logits, rows, top, dLogits}.run(0, regions);
}

EXPORT(upsample2xGrad)(const float* dy, float* dx, Index batch, Index height, Index width, Index channels) {
  upsampling::Gradient{height, width, channels, dy, dx}.run(0, batch);
}

EXPORT(pairGeometry)(const float* people, const float* objects, const int32_t* person, const int32_t* object, float* code, float* a,
                     float* b, float* c, float* d, Index pairs) {
  joint_features::Geometry{people, objects, person, object, code, a, b, c, d}.run(0, pairs);
}

EXPORT(jointFeatures)(const float* points, const float* a, const float* b, const float* c, const float* d, float* features, Index pairs,
                      Index keypoints) {
  joint_features::Features{{keypoints, points, a, b, c, d}, features}.run(0, pairs);
}

EXPORT(jointFeaturesGrad)(const float* dFeatures, const float* points, const float* a, const float* b, const float* c, const float* d,
                          float* dPoints, Index pairs, Index keypoints) {
  joint_features::FeaturesGradient{{keypoints, points, a, b, c, d}, dFeatures, dPoints}.run(0, pairs);
}

EXPORT(phaseFilters)(const float* filter, float* filters, Index height, Index width, Index in, Index out, Index rows, Index columns) {
  const phase_filters::Split job{height, width, in, out, rows, columns, filter, filters};
  job.run(0, job.count());
}

EXPORT(roiAlign)(const float* map, const float* boxes, const int32_t* image, float* y, Index regions, Index height, Index width,
                 Index channels, Index side, Index ratio, Index aligned, float scale) {
  roi_align::Forward{{height, width, channels, {side, ratio, aligned != 0, scale}, boxes, image}, map, y}.run(0, regions);
}

EXPORT(roiAlignGrad)(const float* dy, const float* boxes, const int32_t* image, float* dMap, Index batch, Index regions, Index height,
                     Index width, Index channels, Index side, Index ratio, Index aligned, float scale) {
  fill(dMap, batch * height * width * channels, 0.0f);
  roi_align::Gradient{{height, width, channels, {side, ratio, aligned != 0, scale}, boxes, image}, dy, dMap}.run(0, regions);
}

EXPORT(reluGrad)(const float* dy, const float* y, float* dx, Index count) { relu::gradient(dy, y, count, dx); }

EXPORT(binaryCrossEntropy)(const float* logits, const float* labels, const float* mask, float* loss, float* slope, Index rows,
                           Index columns) {
  losses::BinaryCrossEntropy{rows, columns, logits, labels, mask, loss, slope}.run();
}

EXPORT(softmaxCrossEntropy)(const float* logits, const int32_t* classes, const float* mask, float* loss, float* slope, Index rows,
                            Index columns) {
  losses::SoftmaxCrossEntropy{rows, columns, logits, classes, mask, loss, slope}.run();
}

EXPORT(smoothL1)(const float* prediction, const float* target, const float* mask, float* loss, float* slope, Index size, float beta) {
  losses::Distance{size, {beta}, prediction, target, mask, loss, slope}.run();
}

EXPORT(boxRegression)(const float* deltas, const float* target, const int32_t* classes, const float* valid, float* loss, float* slope,
                      Index rows, Index columns, float beta) {
  losses::BoxRegression{rows, columns, {beta}, deltas, target, classes, valid, loss, slope}.run();
}

EXPORT(heatmapLoss)(const float* logits, const int32_t* cells, const float* visible, const float* logTotal, float* loss, float* weight,
                    Index regions, Index size, Index keypoints) {
  losses::Heatmaps{{regions, size, keypoints, cells}, logits, visible, logTotal, loss, weight}.run();
}

EXPORT(heatmapLossGrad)(const float* share, const int32_t* cells, float* dLogits, Index regions, Index size, Index keypoints) {
  losses::HeatmapsGradient{{regions, size, keypoints, cells}, share, dLogits}.run();
}

extern "C" __attribute__((export_name("sumOfSquares"))) double sumOfSquares(const float* x, Index count) {
  double total = 0;
  for (Index first = 0; first < count; first += optimizers::PART)
    total += optimizers::sumOfSquares(x + first, least(optimizers::PART, count - first));
  return total;
}

EXPORT(adam)(const float* gradient, float* value, float* sum, float* squares, const float* scale, const float* numbers, Index count) {
  optimizers::adam(*reinterpret_cast<const optimizers::AdamNumbers*>(numbers), *scale, gradient, value, sum, squares, count);
}

EXPORT(sgd)(const float* gradient, float* value, float* buffer, const float* scale, const float* numbers, Index count) {
  optimizers::sgd(*reinterpret_cast<const optimizers::SgdNumbers*>(numbers), *scale, gradient, value, buffer, count);
}
