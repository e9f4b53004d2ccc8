import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PageQuery, TokenIdParam, TokenInput, TokenItem, TokenList, TokenMade } from '@danji/shared';
import type { Context, List } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ListTokens } from './list-tokens.js';
import { MakeToken } from './make-token.js';
import { RevokeToken } from './revoke-token.js';

@ApiTags('tokens')
@Controller('tokens')
export class TokensController {
  constructor(
    private readonly listTokens: ListTokens,
    private readonly makeToken: MakeToken,
    private readonly revokeToken: RevokeToken,
  ) {}

  @Get()
  @Returns(TokenList, { summary: 'Tokens of pipelines: prefix, scopes, last use, expiry; never the secret.' })
  list(@Actor() ctx: Context, @Query({ schema: PageQuery }) query: PageQuery): Promise<List<TokenItem>> {
    return this.listTokens.run(ctx, query);
  }

  @Post()
  @HttpCode(200)
  @Returns(TokenMade, { summary: 'Makes a token; its secret is shown this once.' })
  make(@Actor() ctx: Context, @Body({ schema: TokenInput }) input: TokenInput): Promise<TokenMade> {
    return this.makeToken.run(ctx, input);
  }

  @Delete(':id')
  @Returns(TokenItem, { summary: 'Revokes a token at once.' })
  revoke(@Actor() ctx: Context, @Param({ schema: TokenIdParam }) { id }: TokenIdParam): Promise<TokenItem> {
    return this.revokeToken.run(ctx, id);
  }
}
