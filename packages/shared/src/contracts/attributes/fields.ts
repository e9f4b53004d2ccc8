import { z } from 'zod';
import { IsoTime } from '../common.js';

/** Fields of attributes. Null is "AWS did not say", never zero. */
export const text = z.string();
export const flag = z.boolean();
export const int = z.number().int();
export const nint = int.nullable();
export const ntext = text.nullable();
export const nflag = flag.nullable();
export const ntime = IsoTime.nullable();
export const amounts = z.object({ cpu: nint, memory: nint }).describe('CPU units (1024 = 1 vCPU) and MiB');
/** Another resource: AWS's own id, and Danji's where it is one that Danji keeps. */
export const reference = z.object({ id: text, resourceId: ntext });
