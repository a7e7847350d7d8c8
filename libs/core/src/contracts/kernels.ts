/**
 * Name of an optional backend kernel for sparse matrix products: op(a)·b for matrices `a` with mostly zero entries. A
 * zero entry contributes 0 even where `b` is NaN or infinite. Inputs a [n,·,·] and b [n·m,·,·]: m consecutive matrices
 * of `b` are multiplied by the same matrix of `a`. Attribute `transposeA`.
 */
export const SPARSE_PRODUCT = 'TurboHoiSparseProduct';
