import type { PhotoCheckOptions } from './photo-options';
export async function photoCheckCommand(options: PhotoCheckOptions): Promise<void> {
  void options;
}
