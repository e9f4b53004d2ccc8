import { createParamDecorator } from '@nestjs/common';
import { PERMISSIONS, type Context } from '@danji/shared';

/** Until there is sign-in, whoever reaches the loopback address is the local operator. */
export const LOCAL_CONTEXT: Context = { actor: 'local', permissions: PERMISSIONS, scopes: 'all' };

/** Who asks: the parameter that every controller method hands to its verb. */
export const Actor = createParamDecorator((): Context => LOCAL_CONTEXT);
