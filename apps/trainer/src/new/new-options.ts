export interface NewOptions {
  readonly package?: boolean;
  readonly dir?: string;
}
