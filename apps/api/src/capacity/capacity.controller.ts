import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CapacityAnswer, IdParam } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ReadCapacity } from './read-capacity.js';

@ApiTags('resources')
@Controller('resources')
export class CapacityController {
  constructor(private readonly readCapacity: ReadCapacity) {}

  @Get(':id/capacity')
  @Returns(CapacityAnswer, {
    summary: 'A cluster: registered, reserved, free, what still fits, and the strategy against what runs.',
  })
  read(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<CapacityAnswer> {
    return this.readCapacity.run(ctx, id);
  }
}
