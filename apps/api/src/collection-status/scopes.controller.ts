import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ScopeList } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ListScopes } from './list-scopes.js';

@ApiTags('scopes')
@Controller('scopes')
export class ScopesController {
  constructor(private readonly listScopes: ListScopes) {}

  @Get()
  @Returns(ScopeList, { summary: 'The accounts and regions that are watched.' })
  list(@Actor() ctx: Context): Promise<ScopeList> {
    return this.listScopes.run(ctx);
  }
}
