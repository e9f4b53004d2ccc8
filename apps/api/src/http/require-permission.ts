import type { Context, Permission } from '@danji/shared';
import { AppError } from './app-error.js';

/** First line of every verb. @throws AppError FORBIDDEN that names the missing permission. */
export function requirePermission(ctx: Context, permission: Permission): void {
  if (!ctx.permissions.includes(permission)) {
    throw new AppError(
      'FORBIDDEN',
      `${ctx.actor} lacks the permission ${permission}; ask an administrator for it.`,
    );
  }
}
