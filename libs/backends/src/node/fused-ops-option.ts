/** Whether layers may use kernels of several steps each: `TURBO_HOI_FUSED_OPS=0` leaves them out, to compare. */
export const wantsFusedOps = (): boolean => process.env.TURBO_HOI_FUSED_OPS !== '0';
