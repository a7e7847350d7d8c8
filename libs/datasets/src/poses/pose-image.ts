/** An image of a pose file. */
export interface PoseImage {
  readonly fileName: string;
  /** In pixels; null: unknown. */
  readonly size: { readonly width: number; readonly height: number } | null;
}
