import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { badInputs, shownValue } from './app-error.js';

/** Refuses query parameters on routes that take none, as the validation pipe does on those that take some. */
@Injectable()
export class StrayQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Querystring: Record<string, unknown> }>>();
    const stray = Object.entries(query);
    if (stray.length === 0 || takesQuery(context)) return true;
    throw badInputs(
      stray.map(([field, value]) => ({
        field,
        value: shownValue(value),
        message: 'This address takes no query parameters; leave it out.',
      })),
    );
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const routeArguments: unknown = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  );
  const keys =
    typeof routeArguments === 'object' && routeArguments !== null ? Object.keys(routeArguments) : [];
  return keys.some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
