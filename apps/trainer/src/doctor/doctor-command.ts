import type { DoctorOptions } from '../cli/doctor.command';

export async function doctorCommand({ json }: DoctorOptions): Promise<void> {
  console.log(json ? JSON.stringify(process.versions) : `Node ${process.version}`);
}
