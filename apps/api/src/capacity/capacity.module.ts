import { Module } from '@nestjs/common';
import { CapacityController } from './capacity.controller.js';
import { CapacityRepository } from './capacity.repository.js';
import { ReadCapacity } from './read-capacity.js';

@Module({
  controllers: [CapacityController],
  providers: [CapacityRepository, ReadCapacity],
  exports: [ReadCapacity],
})
export class CapacityModule {}
