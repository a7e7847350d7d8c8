/**
 * A kernel of ours, which a backend may have: op(a)·b for matrices a of which most entries are zero, and count nothing even beside
 * what is no number. Inputs a [n,·,·] and b [n·m,·,·], m of which in a row share a matrix; attribute `transposeA`.
 */
export const SPARSE_PRODUCT = 'TurboHoiSparseProduct';
