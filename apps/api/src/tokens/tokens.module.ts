import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { BearerGuard } from './bearer.guard.js';
import { ListTokens } from './list-tokens.js';
import { MakeToken } from './make-token.js';
import { RevokeToken } from './revoke-token.js';
import { TokenRepository } from './token.repository.js';
import { TokensController } from './tokens.controller.js';
import { VerifyToken } from './verify-token.js';

/** Tokens of pipelines, and the guard that every request with one passes. */
@Module({
  controllers: [TokensController],
  providers: [
    TokenRepository,
    ListTokens,
    MakeToken,
    RevokeToken,
    VerifyToken,
    { provide: APP_GUARD, useClass: BearerGuard },
  ],
})
export class TokensModule {}
