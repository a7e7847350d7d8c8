import { z } from 'zod';

/** Whether names of images, and links, may lead out of the folder of the images. */
export const outsideFilesOption = z.boolean().optional();
